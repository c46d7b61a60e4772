"""A customer's own card, filled in as far as we know it; only what he types anew is handed in."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhike.collect.form.design import Design, Item
from zhike.playbook.playbook import Playbook
from zhike.records.card.changes import DAYS, MOST_DAYS
from zhike.web.forms.boxes import as_typed, standing
from zhike.web.forms.public import HandInForm
from zhike.words.masked import BESIDE, CONTACT, masked

CONSENT = _(
    "我提供的内容只用于更新贵公司保存的本人及本单位资料，由工作人员核对后生效；"
    "我可以随时要求查看、更正或删除。"
)

INTRO = _("这是我们现在记着的。对的不用动，不对的直接改；带 * 的是为了保护您打了码，要改请写完整。")


class CardForm(HandInForm):
    """The card: masked parts stay masked until they are typed anew."""

    def __init__(
        self, data: Any = None, *, values: Mapping[str, Any], playbook: Playbook, now: datetime
    ) -> None:
        """Show what is kept of these fields, by field path."""
        items = tuple(Item(key=path.replace(".", "-"), kind="field", path=path) for path in values)
        title, intro = str(_("请核对您的资料")), str(INTRO)
        design = Design(title=title, intro=intro, items=items, consent=str(CONSENT))
        super().__init__(data, design=design, playbook=playbook, now=now)
        beside = {name: values.get(f"contacts.{name}") for name in BESIDE[CONTACT]}
        self.known = {
            key: masked(spec, as_typed(spec, values[spec.path]), beside)
            for key, spec in self.specs.items()
        }
        self.initial = dict(self.known)

    def _values(self) -> dict[str, str]:
        """Return what was typed otherwise than shown; an emptied box changes nothing."""
        found = {}
        for key, spec in self.specs.items():
            typed = str(self.cleaned_data.get(key) or "").strip()
            if typed and typed != self.known[key].strip():
                found[spec.path] = standing(spec, typed)
        return found


class NewLink(forms.Form):
    """Which fields a link asks for, and how long it is good."""

    fields_asked = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, label=_("请客户核对")
    )
    days = forms.IntegerField(
        min_value=1, max_value=MOST_DAYS, initial=DAYS, label=_("有效几天"),
        widget=forms.NumberInput({"class": "input"}),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, choices: Sequence[tuple[str, str]]) -> None:
        """Offer the fields."""
        super().__init__(data, auto_id="card-%s")
        chosen = self.fields["fields_asked"]
        chosen.choices = list(choices)  # type: ignore[attr-defined]
