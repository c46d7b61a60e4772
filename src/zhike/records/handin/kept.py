"""What is kept now of a customer whose card somebody wants to correct."""

from collections.abc import Iterable, Mapping
from typing import Any

from zhike.records.contact.models import Contact
from zhike.records.customer.scope import customer_for
from zhike.words.viewer import Viewer

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
