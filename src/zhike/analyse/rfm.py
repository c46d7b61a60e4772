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
    ranked = customers.mutate(
        n=customers.count().over(ibis.window()),
        **{f"{m}_at": ibis.row_number().over(order_by=[m, "customer_id"]) for m in _MEASURES},
    )
    quantiles = {f"{m}_{k}": _five_times(ranked, m, k) for m in _MEASURES for k in _STEPS}
    means = {f"{m}_mean": _mean(ranked[m]) for m in _MEASURES}
    return ranked.agg(**quantiles, **means)


def _five_times(ranked: Any, measure: str, step: int) -> Any:
    """Return five times the quantile step/5 by linear interpolation between two neighbours."""
    away = (ranked[f"{measure}_at"] * 5 - (ranked.n - 1) * step).abs()
    weight = ibis.greatest(5 - away, 0)
    return (ranked[measure] * weight).sum().cast("int64")


def _mean(column: Any) -> Any:
    return column.sum().cast("float64") / column.count().cast("float64").nullif(0)


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
