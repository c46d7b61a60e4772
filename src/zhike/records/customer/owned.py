"""Who owns customers, by name, for lists."""

from collections.abc import Iterable

from zhike.records.customer.scope import customers_for
from zhike.words.viewer import Viewer


def owners_of(viewer: Viewer, customer_ids: Iterable[int]) -> dict[int, str]:
    """Return the owner's name of customers within the Viewer's rows; those of nobody are left out.

    For a page of customers, not for a book.
    """
    rows = customers_for(viewer).filter(pk__in=list(customer_ids), owner__isnull=False)
    return dict(rows.values_list("id", "owner__name"))
