"""Reading the counter."""

from zhike.records.revision.models import Revision


def current_token() -> int:
    """Return the last revision handed out: the change token of the book (DESIGN §4)."""
    return Revision.objects.filter(pk=1).values_list("value", flat=True).first() or 0
