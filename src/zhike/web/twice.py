"""A new customer that is kept already: said before it is saved, with what was typed kept."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from zhike.records.entry.already import Already, already_kept, told_within
from zhike.web.door import Asked
from zhike.web.forms.entry import EntryForm
from zhike.web.met import remember_met


def twice(request: Asked, form: EntryForm) -> list[dict[str, Any]]:
    """Return the kept customers of the typed name, phone or credit code (S3-09)."""
    if form.noun != "customers" or form.entry is None:
        return []
    part, people = (form.entry.proposal.part(noun) for noun in ("customers", "contacts"))

    def first(where: Any, name: str) -> str:
        known = where is not None and name in where.rows.columns and where.rows.height
        return (where.rows[name][0] or "") if known else ""

    rows = already_kept(
        request.viewer,
        name=first(part, "name"),
        phone=first(people, "phone"),
        credit_code=first(part, "credit_code"),
    )
    return shown(request, told_within(request.viewer, rows, timezone.now()))


def shown(request: Asked, rows: Sequence[Already]) -> list[dict[str, Any]]:
    """Return the rows with a token for each foreign one, by which its owner may be asked."""
    return [
        {"one": row, "met": remember_met(request.session, row.hidden_id) if row.hidden_id else ""}
        for row in rows
    ]
