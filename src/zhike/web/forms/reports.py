"""What people ask of a report."""

from django import forms
from django.utils.translation import gettext_lazy as _

from zhike.report.files import FORMATS


class Export(forms.Form):
    """A report of a period as a file of one format."""

    period = forms.CharField(label=_("周期"), max_length=40)
    format = forms.ChoiceField(label=_("格式"), choices=[(name, name) for name in FORMATS])
