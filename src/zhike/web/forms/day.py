"""What people say on 今天 and in the queue besides the note itself."""

from django import forms


class Given(forms.Form):
    """A customer of nobody, and who gets it."""

    customer = forms.IntegerField(label="客户")
    owner = forms.IntegerField(label="分给谁")


class PutOffTo(forms.Form):
    """The day everything due with a customer is put off to."""

    due_on = forms.DateField(label="推迟到")
