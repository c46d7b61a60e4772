"""The tags people set by hand; those of rules are results, not inputs."""

from zhike.records.settled_sql import settled
from zhike.store.extract import Extract

_SQL = (
    "SELECT t.customer_id, t.tag FROM tag t JOIN customer c ON c.id = t.customer_id "  # noqa: S608
    f"WHERE t.origin = 'hand' AND t.gone_at IS NULL AND {settled('c')}"
)
TAGS = Extract("tags", {"customer_id": "int64", "tag": "string"}, _SQL, _SQL)
