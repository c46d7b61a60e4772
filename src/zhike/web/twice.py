"""A new customer that is kept already: said before it is saved, with what was typed kept."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from zhike.records.entry.already import Already, same_or_alike, told_within
from zhike.web.door import Asked
from zhike.web.forms.entry import EntryForm
from zhike.web.met import remember_met
from zhike.web.typed import typed_of


def twice(request: Asked, form: EntryForm) -> list[dict[str, Any]]:
    """Return what `kept_twice` finds, laid out for the page."""
    return shown(request, kept_twice(request, form))


def kept_twice(request: Asked, form: EntryForm) -> list[Already]:
    """Return kept customers of the typed name, phone or credit code, or very like it (S3-09)."""
    if form.noun != "customers" or form.entry is None:
        return []
    found = same_or_alike(request.viewer, typed_of(form.entry.proposal))
    rows = [one for one in found if one.is_sure or one.is_likely]
    return told_within(request.viewer, rows, timezone.now())


def shown(request: Asked, rows: Sequence[Already]) -> list[dict[str, Any]]:
    """Return the rows with a token for each foreign one, by which its owner may be asked."""
    return [
        {"one": row, "met": remember_met(request.session, row.hidden_id) if row.hidden_id else ""}
        for row in rows
    ]
