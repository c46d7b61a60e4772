"""What analyses may know of events: what, when, how often, and the campaign it belongs to."""

from zhike.clean.arrivals import CAMPAIGN_KINDS
from zhike.records.settled_sql import settled
from zhike.records.touched_sql import touched_child
from zhike.store.extract import Extract

_WITH_CAMPAIGN = str(CAMPAIGN_KINDS)
_SQL = (
    "SELECT e.id AS event_id, e.customer_id, e.happened_on, "  # noqa: S608
    "NULLIF(e.event_kind, '') AS event_kind, "
    f"CASE WHEN e.event_kind IN {_WITH_CAMPAIGN} THEN NULLIF(e.detail, '') END AS campaign, "
    "e.count, e.value FROM event e "
    "JOIN customer c ON c.id = e.customer_id "
    f"WHERE {settled('e')} AND {settled('c')}"
)
EVENTS = Extract(
    "events",
    {
        "event_id": "int64",
        "customer_id": "int64",
        "happened_on": "date",
        "event_kind": "string",
        "campaign": "string",
        "count": "int64",
        "value": "float64",
    },
    _SQL,
    _SQL,
    sorted_by=("customer_id", "happened_on"),
    key="event_id",
    touched_sql=touched_child("event", key="event_id"),
    month_of="happened_on",
)
