"""What people write about a customer: a follow-up, or a change of some fields."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhike.playbook.playbook import Playbook
from zhike.records.interaction.changes import Note
from zhike.records.said import lazy_said, said
from zhike.web.forms.boxes import PICKS, Box

FEEDBACK = [(word, lazy_said(word)) for word in ("积极", "中性", "消极")]
HIDDEN = ("rev", "seen")
TYPES = [(word, lazy_said(word)) for word in ("潜在", "意向", "成交", "流失")]


class NoteForm(forms.Form):
    """A follow-up: how, what was said, how it was received, what comes next."""

    way = forms.ChoiceField(label=gettext_lazy("方式"))
    summary = forms.CharField(
        label=gettext_lazy("说了什么"),
        max_length=4000,
        error_messages={"required": gettext_lazy("请写下说了什么")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    feedback = forms.ChoiceField(
        label=gettext_lazy("反馈"), choices=FEEDBACK, required=False, widget=forms.RadioSelect
    )
    next_step = forms.CharField(label=gettext_lazy("下一步"), max_length=500, required=False)
    happened_on = forms.DateField(
        label=gettext_lazy("哪天"), widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, playbook: Playbook, today: date, **kwargs: Any) -> None:
        """Offer the ways of the playbook, and today as the day."""
        super().__init__(*args, **kwargs)
        self.initial = {"happened_on": today.isoformat()}
        words = playbook.vocabulary("互动方式").words
        usual = sorted(words, key=lambda word: word.word not in ("电话", "微信"))
        self.fields["way"] = forms.ChoiceField(
            label=_("方式"), choices=[(word.word, said(word.label)) for word in usual]
        )
        self.fields["next_step"].widget.attrs["placeholder"] = _("3日内给方案")
        self._today = today

    def clean_happened_on(self) -> date:
        """Refuse a day that is still to come."""
        day: date = self.cleaned_data["happened_on"]
        if day > self._today:
            raise forms.ValidationError(_("跟进的日子不能在今天以后；要做的事请写在“下一步”"))
        return day

    def note(self) -> Note:
        """Return what was written, checked."""
        said = self.cleaned_data
        return Note(
            happened_on=said["happened_on"], way=said["way"], summary=said["summary"],
            feedback=said["feedback"], next_step=said["next_step"],
        )  # fmt: skip


class EditForm(forms.Form):
    """The fields a person may change without asking anybody."""

    name = forms.CharField(label=gettext_lazy("客户名称"), max_length=200)
    customer_type = forms.ChoiceField(label=gettext_lazy("客户类型"), choices=TYPES)
    status = forms.CharField(label=gettext_lazy("客户状态"), max_length=60, required=False)
    industry_text = Box(label=gettext_lazy("所属行业"), max_length=200, required=False)
    region = forms.CharField(label=gettext_lazy("区域"), max_length=20, required=False)
    size_label = forms.CharField(label=gettext_lazy("规模"), max_length=20, required=False)
    source_channel = forms.CharField(label=gettext_lazy("接触渠道"), max_length=60, required=False)
    potential = forms.IntegerField(
        label=gettext_lazy("潜在价值评分"),
        min_value=1,
        max_value=5,
        required=False,
        help_text=gettext_lazy("1–5 分"),
    )
    demand_type = forms.CharField(label=gettext_lazy("需求类型"), max_length=200, required=False)
    demand_text = forms.CharField(
        label=gettext_lazy("需求描述"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    main_business = forms.CharField(
        label=gettext_lazy("主营业务"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    remark = forms.CharField(
        label=gettext_lazy("备注"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    rev = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.JSONField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer classes while somebody types an industry; his own words stand all the same."""
        super().__init__(*args, **kwargs)
        industry: Any = self.fields["industry_text"]
        industry.picked(reverse(PICKS["industry"]), freely=True)

    @classmethod
    def over(cls, values: Mapping[str, Any], *, rev: int, typed: Mapping[str, Any]) -> "EditForm":
        """Return the form over values as they are now, with what was typed on top."""
        seen = json.dumps(dict(values), ensure_ascii=False)
        return cls({**values, **typed, "rev": rev, "seen": seen})

    def as_seen(self) -> dict[str, Any]:
        """Return the values the form was opened with; none when it does not say."""
        seen = self.cleaned_data["seen"]
        return seen if isinstance(seen, dict) else {}

    def changed(self, before: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values that differ from those before; a box that wasn't there says nothing."""
        typed = self.cleaned_data.items()
        said = {name: value for name, value in typed if name in self.data and name not in HIDDEN}
        return {name: value for name, value in said.items() if value != before.get(name)}


class Tagged(forms.Form):
    """One tag, set or taken off by hand."""

    tag = forms.CharField(label=gettext_lazy("标签"), max_length=20)
