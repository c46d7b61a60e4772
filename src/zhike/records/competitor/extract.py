"""What analyses may know of competitors: which there are."""

from zhike.records.settled_sql import settled
from zhike.records.touched_sql import touched
from zhike.store.extract import Extract

_SQL = (
    "SELECT k.id AS competitor_id, NULLIF(k.name, '') AS competitor, k.noted_on "  # noqa: S608
    f"FROM competitor k WHERE {settled('k')}"
)
COMPETITORS = Extract(
    "competitors",
    {"competitor_id": "int64", "competitor": "string", "noted_on": "date"},
    _SQL,
    _SQL,
    sorted_by=("competitor_id",),
    key="competitor_id",
    touched_sql=touched("competitor", key="competitor_id"),
    for_everybody=True,
)
