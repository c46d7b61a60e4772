"""What people say about a task."""

from django import forms
from django.utils.translation import gettext_lazy as _


class Done(forms.Form):
    """A task is done; a word on what came of it."""

    outcome = forms.CharField(label=_("结果"), required=False, max_length=500)


class Postponed(forms.Form):
    """A task gets another day."""

    due_on = forms.DateField(label=_("新的期限"))


class HandedOver(forms.Form):
    """A task gets another person."""

    owner = forms.IntegerField(label=_("转给谁"))


class Planned(forms.Form):
    """Which plan of the playbook becomes tasks."""

    plan = forms.CharField(label=_("计划"), max_length=120)


class Withdrawn(Planned):
    """Which tasks, made in one go, are taken back."""

    made_at = forms.CharField(label=_("建立时间"), max_length=40)
