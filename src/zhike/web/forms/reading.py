"""Taking a form's values or refusing in one sentence."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from zhike.words.problem import Refused


def read(form_class: type[forms.Form], request: HttpRequest) -> dict[str, Any]:
    """Return the cleaned values a POST carries (in its body or, for an undo, in its address)."""
    form = form_class({**request.GET.dict(), **request.POST.dict()})
    if not form.is_valid():
        raise Refused(_("；").join(_sentences(form)))
    return form.cleaned_data


def _sentences(form: forms.Form) -> list[str]:
    found = []
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        found += [
            _("%(label)s：%(error)s") % {"label": label, "error": error} if label else str(error)
            for error in errors
        ]
    return found
