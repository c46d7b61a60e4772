"""What is kept now of a customer who hands something in: his card, and a case to be rated."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from zhike.records.case.models import Case
from zhike.records.contact.models import Contact
from zhike.records.customer.scope import customer_for, customers_for
from zhike.words.viewer import Viewer

RATED_WITHIN = timedelta(days=90)  # after it was solved
STORED_AS = {"industry": "industry_text"}


def kept_values(viewer: Viewer, customer_id: int, paths: Iterable[str]) -> dict[str, Any]:
    """Return the stored values of a customer the Viewer may see, and of his first contact."""
    customer = customer_for(viewer, customer_id)
    contact = Contact.objects.filter(customer_id=customer.pk, gone_at=None).order_by("id").first()
    rows: Mapping[str, Any] = {"customers": customer, "contacts": contact}
    found = {}
    for path in paths:
        noun, _dot, name = path.partition(".")
        row = rows.get(noun)
        if row is not None:
            stored = getattr(row, STORED_AS.get(name, name), None)
            found[path] = row.own.get(name) if stored is None else stored
    return found


def unrated_cases(
    viewer: Viewer, customer_ids: set[int], *, as_of: date
) -> dict[int, tuple[int, str]]:
    """Return by customer the case solved last that nobody rated yet: its id and 受理时间."""
    if not customer_ids:
        return {}
    mine = customers_for(viewer).filter(pk__in=customer_ids)
    since = (as_of - RATED_WITHIN).isoformat()
    rows = Case.objects.filter(
        customer__in=mine, gone_at=None, satisfaction=None, solved_at__gte=since
    )
    told = rows.order_by("solved_at", "id").values_list("customer_id", "id", "opened_at")
    return {customer: (case, opened) for customer, case, opened in told}
