"""The tick that a sensitive value needs: the person agreed to it by itself (methods.md §4.2)."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from zhike.words.field import FieldSpec

CONSENT = "consent_sensitive"


def add_tick(form: forms.Form, specs: Mapping[str, FieldSpec]) -> None:
    """Give a form the tick where it offers a field that needs a consent of its own."""
    if any(spec.needs_consent for spec in specs.values()):
        form.fields[CONSENT] = forms.BooleanField(required=False)


def newly_told(form: forms.Form, specs: Mapping[str, FieldSpec]) -> list[str]:
    """Return the boxes of sensitive fields that hold a value which was not kept before."""
    told: dict[str, Any] = form.cleaned_data
    return [
        name
        for name, spec in specs.items()
        if spec.needs_consent and told.get(name) and told[name] != form.initial.get(name)
    ]


def insist_consent(form: forms.Form, specs: Mapping[str, FieldSpec]) -> None:
    """Refuse a sensitive value without the tick, beside its box; nothing is kept of it."""
    if form.cleaned_data.get(CONSENT):
        return
    said = _("这是敏感信息：先单独征得本人同意并勾选下面的“已单独征得本人同意”，或清空这一项")
    for name in newly_told(form, specs):
        form.add_error(name, said)


def agreed(form: forms.Form, specs: Mapping[str, FieldSpec]) -> str:
    """Return what the history line keeps of the consent; empty where none was needed."""
    labels = "、".join(specs[name].label for name in newly_told(form, specs))
    return f"已单独征得本人同意：{labels}" if labels else ""
