"""What a customer is found by, kept in step with what it is called."""

import polars as pl

from zhike.records.customer.models import Customer
from zhike.records.search import table as search


def refresh_search(customer_ids: list[int]) -> None:
    """Store the search pieces of customers anew, from what they are called now."""
    if not customer_ids:
        return
    rows = Customer.objects.filter(pk__in=customer_ids).values_list("id", "name", "external_id")
    found = list(rows)
    texts = pl.Series([f"{name} {external_id}" for _, name, external_id in found], dtype=pl.String)
    search.put([row[0] for row in found], search.documents(texts), fresh=False)
