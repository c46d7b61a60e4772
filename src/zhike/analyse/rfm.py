"""RFM: how recently, how often and for how much each customer bought (rule S2-15).

All comparisons are made in whole numbers: thresholds are kept at five times their value, so that
every engine gives the same score to a customer who stands exactly on one.
"""

from datetime import date, timedelta
from typing import Any

import ibis

from zhike.analyse.window import orders_until
from zhike.words.period import Period

SEGMENTS = (
    "重要价值",
    "重要发展",
    "重要保持",
    "重要挽留",
    "一般价值",
    "一般发展",
    "一般保持",
    "一般挽留",
)
_MEASURES = ("R", "F", "M_fen")
_STEPS = (1, 2, 3, 4)


def rfm(tables: Any, *, as_of: date, period: Period | None = None) -> Any:
    """Return R, F, M, their scores and the segment of every customer who bought in the window.

    Columns: customer_id, R (whole days from the last order to the day after `as_of`, ≥ 1), F
    (orders), M_fen (分, less refunds), r_score, f_score, m_score (1-5, ties share one), rfm
    ("543"), segment (one of SEGMENTS). Customers who never bought are left out.
    """
    customers = _per_customer(orders_until(tables, as_of=as_of, period=period), as_of)
    scored = _scored(customers, _thresholds(customers))
    digits = (scored[name].cast("string") for name in ("r_score", "f_score", "m_score"))
    rfm_text = next(digits).concat(*digits)
    return scored.mutate(rfm=rfm_text, segment=_segment(scored)).select(
        "customer_id", *_MEASURES, "r_score", "f_score", "m_score", "rfm", "segment"
    )


def _per_customer(orders: Any, as_of: date) -> Any:
    until = ibis.literal(as_of + timedelta(days=1))
    return (
        orders.group_by("customer_id")
        .agg(
            R=until.delta(orders.ordered_on.max(where=orders.is_order), unit="day").cast("int64"),
            F=orders.count(where=orders.is_order).cast("int64"),
            M_fen=orders.net_fen.sum().cast("int64"),
        )
        .filter(lambda customers: customers.F > 0)
    )


def _thresholds(customers: Any) -> Any:
    """Return one row: five times each 20/40/60/80 % quantile, and the mean, of R, F and M."""
    found = _limits(customers, _MEASURES[0])
    for measure in _MEASURES[1:]:
        found = found.cross_join(_limits(customers, measure))
    return found


def _limits(customers: Any, measure: str) -> Any:
    """Return one row for one measure; equal values are counted, so few rows are sorted."""
    value = customers[measure]
    counted = customers.group_by(value=value).agg(n=customers.count())
    up_to = counted.n.sum().over(ibis.cumulative_window(order_by="value")).cast("int64")
    placed = counted.mutate(until=up_to, all=counted.n.sum().over(ibis.window()).cast("int64"))
    total, number = (placed.value * placed.n).sum(), placed.n.sum()
    return placed.agg(
        **{f"{measure}_{step}": _five_times(placed, step) for step in _STEPS},
        **{f"{measure}_mean": total.cast("float64") / number.cast("float64").nullif(0)},
    )


def _five_times(placed: Any, step: int) -> Any:
    """Return five times the quantile step/5: linear between the two values beside its place.

    The place is (n − 1) × step / 5, counted from 0; a value holds the places up to `until`.
    """
    place, first, until = (placed["all"] - 1) * step, placed.until - placed.n, placed.until
    below = (place >= 5 * first) & (place < 5 * until)
    above = (place >= 5 * (first - 1)) & (place < 5 * (until - 1))
    weight = below.ifelse(5 - place % 5, 0) + above.ifelse(place % 5, 0)
    return (placed.value * weight).sum().cast("int64")


def _scored(customers: Any, thresholds: Any) -> Any:
    scored = customers.cross_join(thresholds)
    below = {m: sum(_above(scored, m, k) for k in _STEPS) for m in _MEASURES}
    return scored.mutate(r_score=5 - below["R"], f_score=1 + below["F"], m_score=1 + below["M_fen"])


def _above(scored: Any, measure: str, step: int) -> Any:
    return ibis.ifelse(scored[measure] * 5 > scored[f"{measure}_{step}"], 1, 0)


def _segment(scored: Any) -> Any:
    recent = scored.R_mean > scored.R
    often = scored.F_mean < scored.F
    kind = ibis.cases((recent & often, "价值"), (recent, "发展"), (often, "保持"), else_="挽留")
    return ibis.ifelse(scored.M_fen > scored.M_fen_mean, "重要", "一般").concat(kind)
