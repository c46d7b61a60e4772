"""What analyses may know of contacts with competitors: who, when, at what price."""

from zhike.records.settled_sql import settled
from zhike.records.touched_sql import touched_child
from zhike.store.extract import Extract

_SQL = (
    "SELECT x.id AS competitor_contact_id, x.customer_id, x.happened_on, "  # noqa: S608
    "NULLIF(x.competitor, '') AS competitor, x.quote_fen FROM competitor_contact x "
    "JOIN customer c ON c.id = x.customer_id "
    f"WHERE {settled('x')} AND {settled('c')}"
)
COMPETITOR_CONTACTS = Extract(
    "competitor_contacts",
    {
        "competitor_contact_id": "int64",
        "customer_id": "int64",
        "happened_on": "date",
        "competitor": "string",
        "quote_fen": "int64",
    },
    _SQL,
    _SQL,
    sorted_by=("customer_id", "happened_on"),
    key="competitor_contact_id",
    touched_sql=touched_child("competitor_contact", key="competitor_contact_id"),
)
