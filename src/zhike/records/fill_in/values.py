"""What stands in a customer's cell, and which record it stands in."""

from collections.abc import Sequence
from typing import Any

from zhike.clean.cells import PLACEHOLDERS
from zhike.records.catalogue.filled import column_of
from zhike.records.contact.models import Contact
from zhike.records.customer.models import Customer
from zhike.records.intake.nouns import NOUNS
from zhike.words.field import FieldSpec

Records = dict[tuple[str, int], list[Any]]


def records_of(customers: Sequence[Customer]) -> Records:
    """Return the records cells stand in, by noun and customer: itself, and its people in order."""
    found: Records = {("customers", row.pk): [row] for row in customers}
    people = Contact.objects.live().filter(customer__in=customers).order_by("id")
    for person in people.select_related("born_batch__by", "created_by"):
        found.setdefault(("contacts", person.customer_id), []).append(person)
    return found


def value_of(row: Any, spec: FieldSpec) -> str:
    """Return what a record holds in a field, nothing where it only fills a gap (S3-11)."""
    name = spec.name if spec.own else column_of(NOUNS[spec.noun], spec)
    value = row.own.get(name) if spec.own else getattr(row, name)
    text = "" if value is None else str(value)
    return "" if text in PLACEHOLDERS else text


def holder_of(rows: Sequence[Any], spec: FieldSpec) -> Any:
    """Return the first record that holds something in a field, None where none does."""
    return next((row for row in rows if value_of(row, spec)), None)
