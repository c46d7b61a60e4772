"""Who is leaving: orders of two half years and complaints of the last (rules S0-23, S2-09)."""

from datetime import date
from typing import Any

import ibis

from zhike.analyse.index import COMPLAINT, HIGH_RISK, SOME_RISK
from zhike.analyse.window import orders_until
from zhike.words.period import Period, window_before

MONTHS = 6
COMPLAINTS = "投诉"


def churn(tables: Any, *, as_of: date) -> Any:
    """Return the churn risk of who bought in the last twelve months or complained in the last six.

    Columns: customer_id, before and recent (orders of the two half years), drop_rate (0-1),
    complaints (of the recent half), risk (the index of S2-09, from 0 up: drop_rate × 100 +
    complaints × 50), level (高, 中, 低). A snapshot without cases has no complaints.
    """
    recent = window_before(as_of, months=MONTHS)
    halves = _halves(tables, recent, as_of)
    if "cases" in tables:
        halves = _with_complaints(halves, _complaints(tables, recent))
    else:
        halves = halves.mutate(complaints=ibis.literal(0, type="int64"))
    fell = (halves.before - halves.recent).cast("float64") / halves.before.nullif(0)
    rated = halves.mutate(drop_rate=ibis.greatest(fell.coalesce(0.0), 0.0))
    risk = rated.drop_rate * 100 + rated.complaints * COMPLAINT
    return _levelled(rated.mutate(risk=risk.round(6)))


def _halves(tables: Any, recent: Period, as_of: date) -> Any:
    both = Period(window_before(as_of, months=2 * MONTHS).start, as_of)
    orders = orders_until(tables, as_of=as_of, period=both)
    orders = orders.filter(orders.is_order)
    late = orders.ordered_on >= recent.start
    return orders.group_by("customer_id").agg(
        before=orders.count(where=~late).cast("int64"),
        recent=orders.count(where=late).cast("int64"),
    )


def _complaints(tables: Any, recent: Period) -> Any:
    cases = tables["cases"]
    late = cases.opened_on.between(recent.start, recent.last)
    told = cases.filter(cases.case_kind == COMPLAINTS, late, cases.customer_id.notnull())
    return told.group_by("customer_id").agg(complaints=told.count().cast("int64"))


def _with_complaints(halves: Any, complaints: Any) -> Any:
    """Return every customer of either side; who only complained had no orders."""
    who = ibis.union(halves.select("customer_id"), complaints.select("customer_id"), distinct=True)
    counted = who.left_join(halves, "customer_id").drop("customer_id_right")
    counted = counted.left_join(complaints, "customer_id").drop("customer_id_right")
    return counted.mutate(
        **{name: counted[name].coalesce(0) for name in ("before", "recent", "complaints")}
    )


def _levelled(rated: Any) -> Any:
    high, some = rated.risk >= HIGH_RISK, rated.risk >= SOME_RISK
    return rated.mutate(level=ibis.cases((high, "高"), (some, "中"), else_="低"))
