"""Who is leaving: orders of the last six months against the six before (rules S0-23, S2-09)."""

from datetime import date
from typing import Any

import ibis

from zhike.analyse.index import HIGH_RISK, SOME_RISK
from zhike.analyse.window import orders_until
from zhike.words.period import Period, window_before

MONTHS = 6


def churn(tables: Any, *, as_of: date) -> Any:
    """Return the churn risk of every customer who bought in the last twelve months.

    Columns: customer_id, before and recent (orders of the two half years), drop_rate (0-1), risk
    (the index of S2-09, from 0 up; complaints count once they are recorded), level (高, 中, 低).
    """
    recent = window_before(as_of, months=MONTHS)
    both = Period(window_before(as_of, months=2 * MONTHS).start, as_of)
    orders = orders_until(tables, as_of=as_of, period=both)
    orders = orders.filter(orders.is_order)
    late = orders.ordered_on >= recent.start
    halves = orders.group_by("customer_id").agg(
        before=orders.count(where=~late).cast("int64"), recent=orders.count(where=late)
    )
    fell = (halves.before - halves.recent).cast("float64") / halves.before.nullif(0)
    rated = halves.mutate(drop_rate=ibis.greatest(fell.coalesce(0.0), 0.0))
    return _levelled(rated.mutate(risk=(rated.drop_rate * 100).round(6)))


def _levelled(rated: Any) -> Any:
    high, some = rated.risk >= HIGH_RISK, rated.risk >= SOME_RISK
    return rated.mutate(level=ibis.cases((high, "高"), (some, "中"), else_="低"))
