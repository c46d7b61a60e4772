"""When an analysis should look."""

from django import forms


class AnalysisDay(forms.Form):
    """The last day counted; empty means today."""

    as_of = forms.DateField(label="数据截至", required=False)
