"""When an analysis should look."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AnalysisDay(forms.Form):
    """The last day counted; empty means today."""

    as_of = forms.DateField(label=_("数据截至"), required=False)
