"""The key data of a playbook as an administrator sets them: fields and the shares to reach."""

from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhike.playbook.completeness_editing import key_choices, said_path
from zhike.playbook.playbook import Playbook
from zhike.records.said import said as known
from zhike.words.field import FieldSpec


class KeyDataForm(forms.Form):
    """The target of all, then each key field with whether it counts and a target of its own."""

    target = forms.IntegerField(
        label=gettext_lazy("总目标（%）"), min_value=1, max_value=100,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    more = forms.ChoiceField(label=gettext_lazy("再加一个字段"), required=False)

    def __init__(self, data: QueryDict | None = None, *, playbook: Playbook) -> None:
        """Start from what counts now."""
        super().__init__(data, auto_id="key-%s", use_required_attribute=False)
        self.playbook = playbook
        known, own = playbook.completeness, playbook.key_targets
        self.initial["target"] = round(known.target * 100)
        choices = [(spec.path, said_path(spec)) for spec in key_choices(playbook)]
        self.fields["more"].choices = [("", gettext_lazy("不加")), *choices]  # type: ignore[attr-defined]
        for spec in playbook.key_fields:
            share = own.get(spec.label)
            self.fields[f"on-{spec.path}"] = forms.BooleanField(label=spec.label, required=False)
            self.fields[f"own-{spec.path}"] = _own_target(spec)
            self.initial[f"on-{spec.path}"] = True
            self.initial[f"own-{spec.path}"] = None if share is None else round(share * 100)

    def lines(self) -> list[tuple[FieldSpec, BoundField, BoundField]]:
        """Return each key field with its two boxes."""
        return [
            (spec, self[f"on-{spec.path}"], self[f"own-{spec.path}"])
            for spec in self.playbook.key_fields
        ]

    def values(self) -> dict[str, Any]:
        """Return target and fields as `say_key_data` takes them, shares 0-1."""
        told = self.cleaned_data
        kept = [spec.path for spec in self.playbook.key_fields if told[f"on-{spec.path}"]]
        fields = {path: _share(told[f"own-{path}"]) for path in kept}
        return {
            "target": told["target"] / 100,
            "fields": fields | ({told["more"]: None} if told["more"] else {}),
        }


def _own_target(spec: FieldSpec) -> forms.IntegerField:
    said = _("%(field)s自己的目标（%%）") % {"field": known(spec.label)}
    box = forms.NumberInput(attrs={"inputmode": "numeric", "aria-label": said})
    return forms.IntegerField(label=said, required=False, min_value=0, max_value=100, widget=box)


def _share(percent: int | None) -> float | None:
    return None if percent is None else percent / 100
