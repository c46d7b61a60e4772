"""What people say on 今天 and in the queue besides the note itself."""

from django import forms
from django.utils.translation import gettext_lazy as _


class Given(forms.Form):
    """A customer of nobody, and who gets it."""

    customer = forms.IntegerField(label=_("客户"))
    owner = forms.IntegerField(label=_("分给谁"))


class PutOffTo(forms.Form):
    """The day everything due with a customer is put off to."""

    due_on = forms.DateField(label=_("推迟到"))
