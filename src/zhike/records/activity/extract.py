"""What analyses may know of activities: when, by which channel, at what cost."""

from zhike.records.settled_sql import settled
from zhike.records.touched_sql import touched
from zhike.store.extract import Extract

_SQL = (
    "SELECT v.id AS activity_id, v.held_on, NULLIF(v.channel, '') AS channel, v.cost_fen "  # noqa: S608
    f"FROM activity v WHERE {settled('v')}"
)
ACTIVITIES = Extract(
    "activities",
    {"activity_id": "int64", "held_on": "date", "channel": "string", "cost_fen": "int64"},
    _SQL,
    _SQL,
    sorted_by=("held_on",),
    key="activity_id",
    touched_sql=touched("activity", key="activity_id"),
)
