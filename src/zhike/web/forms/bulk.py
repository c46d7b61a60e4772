"""What can be done to many customers at once, as it is typed under the list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhike.records.customer.bulk import IN_BULK
from zhike.web.forms.customers import EditForm

FIELDS = {name: field for name, field in EditForm.base_fields.items() if name in IN_BULK}


class Plan(forms.Form):
    """A task for each of them."""

    title = forms.CharField(label=_("要做什么"), max_length=60)
    why = forms.CharField(label=_("为什么"), max_length=200, required=False)
    days = forms.IntegerField(label=_("几天内"), min_value=0, max_value=365)


class Change(forms.Form):
    """One value for one field, checked as the field itself is when edited."""

    field = forms.ChoiceField(
        label=_("栏目"), choices=[(name, str(field.label)) for name, field in FIELDS.items()]
    )
    value = forms.CharField(label=_("改成"), required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        """Check the value by the field's own rules."""
        said = self.cleaned_data
        field = FIELDS.get(said.get("field", ""))
        if field is not None:
            said["label"] = str(field.label)
            said["value"] = field.clean(said.get("value", ""))
        return said


def bulk_fields() -> list[dict[str, str]]:
    """Return the fields that can be given to many, by name and label."""
    return [{"name": name, "label": str(field.label)} for name, field in FIELDS.items()]
