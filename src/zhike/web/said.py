"""Words of the book in the language of the page: a known one translated, any other as it is."""

from django.utils.functional import Promise
from django.utils.translation import gettext

Wording = str | Promise  # a label: plain, or translated when it is drawn


def said(word: object) -> str:
    """Return a state, role, field, metric, tag, tier or kind in the language of the page.

    The word itself stays Chinese wherever it is kept, compared or put into an address; only what
    is drawn is translated. A word the catalogues don't know is somebody's data and stays.
    """
    text = "" if word is None else str(word)
    return gettext(text) if text else text
