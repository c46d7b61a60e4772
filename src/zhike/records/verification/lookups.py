"""What was found right, by whom and when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from zhike.records.verification.models import Verification

Settled = set[tuple[int, str, str]]


@dataclass(frozen=True, slots=True)
class Verified:
    """The latest time one value of a customer was found right."""

    field: str
    value: str
    how: str
    by: str
    at: datetime


def verified_of(customer_ids: Iterable[int]) -> dict[tuple[int, str], Verified]:
    """Return the latest note of each field of customers already looked up."""
    rows = Verification.objects.filter(customer_id__in=list(customer_ids), gone_at=None)
    return {
        (row.customer_id, row.field): Verified(row.field, row.value, row.how, row.by.name, row.at)
        for row in rows.select_related("by").order_by("at", "id")
    }


def settled_doubts(rules: Sequence[str]) -> Settled:
    """Return (customer, rule, digest of the sentence) of doubts that were looked into."""
    rows = Verification.objects.filter(field__in=list(rules), gone_at=None)
    return set(rows.values_list("customer_id", "field", "value"))
