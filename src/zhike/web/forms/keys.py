"""A key for a program: which source, as whom, for which kinds, how far, how long."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhike.collect.kinds import NOUNS
from zhike.playbook.fields import NOUNS as SAID
from zhike.records.account.lookups import people
from zhike.records.said import said

WAYS = [
    ("write", gettext_lazy("直接写入，可以撤销")),
    ("propose", gettext_lazy("只提交，由人在“收集”里确认")),
]


class KeyForm(forms.Form):
    """What one key is made with."""

    source = forms.CharField(
        label=gettext_lazy("来源"),
        max_length=40,
        help_text=gettext_lazy("哪个系统，例如 官网、企业微信、门店收银。"),
    )
    account = forms.TypedChoiceField(
        label=gettext_lazy("以谁的身份"),
        coerce=int,
        help_text=gettext_lazy("看得到和改得了的，和这个账号此刻的权限一样。"),
    )
    way = forms.ChoiceField(label=gettext_lazy("可以做什么"), choices=WAYS)
    expires_on = forms.DateField(
        label=gettext_lazy("最后一天"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy("不填就一直有效，直到停用。"),
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("能提交的种类"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("一个都不选就是全部。"),
    )

    def __init__(self, *args: Any, **told: Any) -> None:
        """Offer the people who may import, and every kind of record."""
        super().__init__(*args, **told)
        may = [person for person in people() if "import" in person.rights]
        self.fields["account"].choices = [  # type: ignore[attr-defined]
            (person.id, f"{person.name} · {said(person.role)}") for person in may
        ]
        self.fields["kinds"].choices = [  # type: ignore[attr-defined]
            (noun, said(word)) for word, noun in SAID.items() if noun in NOUNS
        ]

    def clean_expires_on(self) -> date | None:
        """Return the last day; one that is over would open nothing."""
        day: date | None = self.cleaned_data["expires_on"]
        if day is not None and day < timezone.localdate():
            raise forms.ValidationError(_("这一天已经过去了。"))
        return day

    def told(self) -> dict[str, Any]:
        """Return what the change takes."""
        cleaned = self.cleaned_data
        return {
            "source": cleaned["source"].strip(),
            "account_id": cleaned["account"],
            "kinds": cleaned["kinds"],
            "may_accept": cleaned["way"] == "write",
            "expires_on": cleaned["expires_on"],
        }
