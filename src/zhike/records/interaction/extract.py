"""What analyses may know of follow-ups: when, how and how it was received, never what was said."""

from zhike.records.settled_sql import settled
from zhike.records.touched_sql import touched_child
from zhike.store.extract import Extract

_SQL = (
    "SELECT i.id AS interaction_id, i.customer_id, i.happened_on, NULLIF(i.way, '') AS way, "  # noqa: S608
    "NULLIF(i.feedback, '') AS feedback, i.owner_id FROM interaction i "
    "JOIN customer c ON c.id = i.customer_id "
    f"WHERE {settled('i')} AND {settled('c')}"
)
INTERACTIONS = Extract(
    "interactions",
    {
        "interaction_id": "int64",
        "customer_id": "int64",
        "happened_on": "date",
        "way": "string",
        "feedback": "string",
        "owner_id": "int64",
    },
    _SQL,
    _SQL,
    sorted_by=("customer_id", "happened_on"),
    key="interaction_id",
    touched_sql=touched_child("interaction", key="interaction_id"),
    month_of="happened_on",
)
