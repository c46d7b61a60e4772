"""What analyses may know of cases: topic, severity, how long the answer took, never the words."""

from zhike.records.settled_sql import settled
from zhike.records.touched_sql import touched_child
from zhike.store.extract import Extract

_WITH_CLOCK = 16  # letters of 2026-05-01 14:03; a day alone says nothing of hours


def _hours(later: str, *, sqlite: bool) -> str:
    """Return the hours from opening to another moment, null unless both name a clock time."""
    seconds = (
        f"strftime('%s', s.{later}) - strftime('%s', s.opened_at)"
        if sqlite
        else f"EXTRACT(EPOCH FROM s.{later}::timestamp - s.opened_at::timestamp)::float8"
    )
    known = f"LENGTH(s.opened_at) = {_WITH_CLOCK} AND LENGTH(s.{later}) = {_WITH_CLOCK}"
    return f"CASE WHEN {known} AND s.{later} >= s.opened_at THEN ({seconds}) / 3600.0 END"


def _sql(*, sqlite: bool) -> str:
    day = "SUBSTR(s.opened_at, 1, 10)" + ("" if sqlite else "::date")
    return (
        f"SELECT s.id AS case_id, s.customer_id, {day} AS opened_on, "  # noqa: S608
        "NULLIF(s.case_kind, '') AS case_kind, NULLIF(s.topic, '') AS topic, "
        "NULLIF(s.severity, '') AS severity, "
        f"{_hours('answered_at', sqlite=sqlite)} AS answer_hours, "
        f"{_hours('solved_at', sqlite=sqlite)} AS solve_hours, s.satisfaction, "
        "(s.solved_at <> '' OR s.state = '已解决') AS is_solved "
        "FROM case_ s JOIN customer c ON c.id = s.customer_id "
        f"WHERE {settled('s')} AND {settled('c')}"
    )


CASES = Extract(
    "cases",
    {
        "case_id": "int64",
        "customer_id": "int64",
        "opened_on": "date",
        "case_kind": "string",
        "topic": "string",
        "severity": "string",
        "answer_hours": "float64",
        "solve_hours": "float64",
        "satisfaction": "int64",
        "is_solved": "boolean",
    },
    _sql(sqlite=True),
    _sql(sqlite=False),
    sorted_by=("customer_id", "opened_on"),
    key="case_id",
    touched_sql=touched_child("case_", key="case_id"),
)
