"""Days that can only lie behind us."""

from datetime import date

from django import forms

from zhike.web.forms.entry import EntryForm


def not_in_future(form: EntryForm, name: str, message: str) -> str:
    """Return a typed day; refuses one after today. What is no plain day is left to the cleaners."""
    text = str(form.cleaned_data[name])
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return text
    if day > form.asking.now.date():
        raise forms.ValidationError(message)
    return text
