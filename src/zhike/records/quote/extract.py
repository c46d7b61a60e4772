"""What analyses may know of quotes: what was offered, how far below the list price, the answer."""

from zhike.records.settled_sql import settled
from zhike.records.touched_sql import touched_child
from zhike.store.extract import Extract

_SQL = (
    "SELECT q.id AS quote_id, q.customer_id, q.quoted_on, NULLIF(q.product, '') AS product, "  # noqa: S608
    "NULLIF(q.category, '') AS category, q.amount_fen, q.discount, "
    "NULLIF(q.outcome, '') AS outcome, q.answered_on, q.owner_id FROM quote q "
    "JOIN customer c ON c.id = q.customer_id "
    f"WHERE {settled('q')} AND {settled('c')}"
)
QUOTES = Extract(
    "quotes",
    {
        "quote_id": "int64",
        "customer_id": "int64",
        "quoted_on": "date",
        "product": "string",
        "category": "string",
        "amount_fen": "int64",
        "discount": "float64",
        "outcome": "string",
        "answered_on": "date",
        "owner_id": "int64",
    },
    _SQL,
    _SQL,
    sorted_by=("customer_id", "quoted_on"),
    key="quote_id",
    touched_sql=touched_child("quote", key="quote_id"),
)
