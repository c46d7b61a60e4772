"""Which customer stands for one that was merged away, and which ones went into it."""

from collections.abc import Mapping

from zhike.records.customer.models import Customer


def merged_into_map() -> dict[int, int]:
    """Return {customer: the one it went into} of all merged customers, one step each."""
    rows = Customer.objects.filter(merged_into__isnull=False)
    return dict(rows.values_list("id", "merged_into_id"))


def last_of(into: Mapping[int, int], customer_id: int) -> int:
    """Return the customer that stands for this one at last: itself unless it was merged."""
    while customer_id in into:
        customer_id = into[customer_id]
    return customer_id


def ids_within(customer_id: int) -> set[int]:
    """Return a customer and all that went into it, directly or by way of others."""
    found, fresh = {customer_id}, {customer_id}
    while fresh:
        rows = Customer.objects.filter(merged_into_id__in=fresh)
        fresh = set(rows.values_list("id", flat=True)) - found
        found |= fresh
    return found
