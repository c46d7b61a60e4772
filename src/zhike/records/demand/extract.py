"""What analyses may know of demands: topic, budget, urgency, never the words."""

from zhike.records.settled_sql import settled
from zhike.records.touched_sql import touched_child
from zhike.store.extract import Extract

_SQL = (
    "SELECT d.id AS demand_id, d.customer_id, d.raised_on, NULLIF(d.topic, '') AS topic, "  # noqa: S608
    "d.budget_fen, d.needed_by, NULLIF(d.urgency, '') AS urgency, "
    "NULLIF(d.state, '') AS state FROM demand d "
    "JOIN customer c ON c.id = d.customer_id "
    f"WHERE {settled('d')} AND {settled('c')}"
)
DEMANDS = Extract(
    "demands",
    {
        "demand_id": "int64",
        "customer_id": "int64",
        "raised_on": "date",
        "topic": "string",
        "budget_fen": "int64",
        "needed_by": "date",
        "urgency": "string",
        "state": "string",
    },
    _SQL,
    _SQL,
    sorted_by=("customer_id", "raised_on"),
    key="demand_id",
    touched_sql=touched_child("demand", key="demand_id"),
)
