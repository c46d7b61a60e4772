"""One field of the catalogue as an administrator describes it; own fields may be named here too."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhike.playbook.editing import OWN_KINDS
from zhike.playbook.fields import AUDIENCES, KINDS, SENSITIVITIES
from zhike.playbook.playbook import Playbook
from zhike.records.said import lazy_said, said
from zhike.words.field import FieldSpec

_COUNTED = ("whole", "number", "money", "percent")
_EVERYBODY, _NOBODY = ("", gettext_lazy("都适用")), ("", gettext_lazy("不是个人信息"))


class FieldForm(forms.Form):
    """What an administrator may say of a field; a built-in one keeps its name and its kind."""

    label = forms.CharField(label=gettext_lazy("名称"), max_length=40)
    kind = forms.ChoiceField(
        label=gettext_lazy("类型"), choices=[(KINDS[word], lazy_said(word)) for word in OWN_KINDS]
    )
    words = forms.CharField(
        label=gettext_lazy("选项"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("一行一个。还有客户在用的词去不掉。"),
    )
    unit = forms.CharField(label=gettext_lazy("单位"), required=False, max_length=10)
    low = forms.FloatField(label=gettext_lazy("最小"), required=False)
    high = forms.FloatField(label=gettext_lazy("最大"), required=False)
    purpose = forms.CharField(
        label=gettext_lazy("用途"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("为什么要收集；没有用途也不在收集目标里的栏目会被提醒。"),
    )
    audience = forms.ChoiceField(
        label=gettext_lazy("适用"),
        required=False,
        choices=[_EVERYBODY, *((value, lazy_said(word)) for word, value in AUDIENCES.items())],
    )
    sensitivity = forms.ChoiceField(
        label=gettext_lazy("个人信息"),
        required=False,
        choices=[_NOBODY, *((value, lazy_said(word)) for word, value in SENSITIVITIES.items())],
    )
    retention_days = forms.IntegerField(
        label=gettext_lazy("保留天数"),
        required=False,
        min_value=1,
        help_text=gettext_lazy("不写就和客户一样久。"),
    )
    required = forms.BooleanField(label=gettext_lazy("录入时必填"), required=False)
    goals = forms.MultipleChoiceField(label=gettext_lazy("收集目标"), required=False)
    synonyms = forms.CharField(
        label=gettext_lazy("表头上也叫"),
        required=False,
        max_length=400,
        help_text=gettext_lazy("用逗号隔开，导入时认得出。"),
    )

    def __init__(
        self, data: Any = None, *, playbook: Playbook, spec: FieldSpec | None = None
    ) -> None:
        """Offer what may be said of a field that there is, or of a new one."""
        super().__init__(data, auto_id="field-%s", use_required_attribute=False)
        self.playbook, self.spec = playbook, spec
        self.fields["goals"] = forms.MultipleChoiceField(
            label=_("收集目标"),
            choices=[(goal.name, said(goal.name)) for goal in playbook.goals_in_use],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        if spec is not None:
            self.initial = _as_typed(spec, playbook)
            for name in self._fixed(spec):
                del self.fields[name]

    def _fixed(self, spec: FieldSpec) -> Sequence[str]:
        """Return what cannot be said of this field."""
        fixed = ["kind"]
        if not spec.own:
            fixed += ["label", "unit", "low", "high", "synonyms"]
        elif spec.kind not in _COUNTED:
            fixed += ["unit", "low", "high"]
        shared = bool(spec.vocabulary) and self.playbook.vocabulary(spec.vocabulary).closed
        if not spec.vocabulary or (shared and not spec.own):
            fixed.append("words")
        return fixed

    def clean(self) -> dict[str, Any]:
        """Ask a new list for its words, and a personal field for what it is good for."""
        told = self.cleaned_data
        if self.spec is None and told.get("kind") == "code" and not self.listed():
            self.add_error("words", _("选项至少要有一个词，一行一个"))
        if told.get("sensitivity") and not told.get("purpose"):
            self.add_error("purpose", _("个人信息要先写明用途，才能收集"))
        return told

    def listed(self) -> list[str]:
        """Return the words typed, one a line."""
        lines = self.cleaned_data.get("words", "").splitlines()
        return list(dict.fromkeys(line.strip() for line in lines if line.strip()))

    def values(self) -> dict[str, Any]:
        """Return what was said, as an entry of the playbook names it."""
        told = {name: self.cleaned_data[name] for name in self.fields if name in self.cleaned_data}
        told.pop("words", None)
        if "synonyms" in told:
            told["synonyms"] = _listed(told["synonyms"])
        if told.get("kind", self.spec.kind if self.spec else "") not in _COUNTED:
            told = {key: value for key, value in told.items() if key not in ("unit", "low", "high")}
        return told


def _as_typed(spec: FieldSpec, playbook: Playbook) -> dict[str, Any]:
    words = playbook.vocabulary(spec.vocabulary).words if spec.vocabulary else ()
    told = {name: getattr(spec, name) for name in FieldForm.base_fields if name != "words"}
    former = set(spec.former)
    return told | {
        "words": "\n".join(word.label for word in words),
        "synonyms": "，".join(name for name in spec.synonyms if name not in former),
    }


def _listed(text: str) -> tuple[str, ...]:
    parts = text.replace("，", ",").replace("、", ",").split(",")
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))
