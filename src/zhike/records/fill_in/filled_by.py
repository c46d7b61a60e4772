"""Who filled a cell in, and when: by hand, by an import, or with the record itself."""

from datetime import datetime
from typing import Any

from zhike.records.batch.models import JournalEntry
from zhike.records.catalogue.filled import column_of, is_filled
from zhike.records.contact.models import Contact
from zhike.records.customer.models import Customer
from zhike.records.history.models import HistoryLine
from zhike.records.intake.nouns import NOUNS
from zhike.records.kept import Kept
from zhike.words.field import FieldSpec

LINES = {"customers": ("customer", "customers"), "contacts": ("contact", "contacts")}


def filled_by(customer_id: int, spec: FieldSpec) -> tuple[str, datetime | None]:
    """Return who wrote the value of a customer's cell last and when; "" where nobody can be named.

    The customer was looked up with a Viewer before.
    """
    row = _record(customer_id, spec)
    if row is None:
        return "", None
    column = "own" if spec.own else column_of(NOUNS[spec.noun], spec)
    told = [_born(row), *_by_hand(row, spec, column), *_by_batch(row, spec, column)]
    at, by = max(told)
    return by, at


def _record(customer_id: int, spec: FieldSpec) -> Kept | None:
    if spec.noun == "customers":
        return Customer.objects.filter(pk=customer_id).first()
    people = Contact.objects.live().filter(is_filled(NOUNS["contacts"], spec))
    return people.filter(customer_id=customer_id).order_by("id").first()


def _born(row: Kept) -> tuple[datetime, str]:
    if row.born_batch is not None:
        batch = row.born_batch
        return batch.accepted_at or batch.at, f"{batch.by.name}（导入）"
    return row.created_at, row.created_by.name if row.created_by else ""


def _by_hand(row: Kept, spec: FieldSpec, column: str) -> list[tuple[datetime, str]]:
    lines: Any = HistoryLine.objects.filter(
        noun__in=LINES[spec.noun], record_id=row.pk, after__has_key=column
    )
    line = lines.select_related("by").order_by("-id").first()
    return [(line.at, line.by.name)] if line and line.by else []


def _by_batch(row: Kept, spec: FieldSpec, column: str) -> list[tuple[datetime, str]]:
    entries: Any = JournalEntry.objects.filter(
        noun=spec.noun, record_id=row.pk, fields__has_key=column
    )
    entry = entries.select_related("batch__by").order_by("-id").first()
    if entry is None or entry.batch.accepted_at is None:
        return []
    return [(entry.batch.accepted_at, f"{entry.batch.by.name}（导入）")]
