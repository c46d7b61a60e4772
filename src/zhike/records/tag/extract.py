"""The tags people set by hand; those of rules are results, not inputs."""

from zhike.records.settled_sql import settled
from zhike.records.touched_sql import TOUCHED_CUSTOMERS
from zhike.store.extract import Extract

_SQL = (
    "SELECT t.customer_id, t.tag FROM tag t JOIN customer c ON c.id = t.customer_id "  # noqa: S608
    f"WHERE t.origin = 'hand' AND t.gone_at IS NULL AND {settled('c')}"
)
_TOUCHED = f"SELECT customer_id FROM tag WHERE rev > {{token}} UNION {TOUCHED_CUSTOMERS}"  # noqa: S608
TAGS = Extract(
    "tags",
    {"customer_id": "int64", "tag": "string"},
    _SQL,
    _SQL,
    key="customer_id",
    touched_sql=_TOUCHED,
)
