"""What analyses may know of channel costs: month, channel, amount.

They hang on no customer, so that only who sees the whole book is given them: the cost of a channel
beside a part of its customers would be wrong.
"""

from zhike.records.settled_sql import settled
from zhike.records.touched_sql import touched
from zhike.store.extract import Extract

_DAY = "substr(k.month, 1, 7) || '-01'"
_MONTH_LETTERS = 7  # of 2026-05


def _sql(day: str) -> str:
    return (
        "SELECT k.id AS channel_cost_id, "  # noqa: S608
        f"CASE WHEN length(k.month) >= {_MONTH_LETTERS} THEN {day} END AS month_on, "
        "NULLIF(k.channel, '') AS channel, k.amount_fen FROM channel_cost k "
        f"WHERE {settled('k')}"
    )


CHANNEL_COSTS = Extract(
    "channel_costs",
    {
        "channel_cost_id": "int64",
        "month_on": "date",
        "channel": "string",
        "amount_fen": "int64",
    },
    _sql(f"date({_DAY})"),
    _sql(f"CAST({_DAY} AS date)"),
    sorted_by=("month_on", "channel"),
    key="channel_cost_id",
    touched_sql=touched("channel_cost", key="channel_cost_id"),
)
