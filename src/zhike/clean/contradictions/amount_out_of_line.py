"""An order ten times or more away from its team's and its customer's own: a wrong unit."""

from datetime import date
from typing import Any

import ibis

from zhike.clean.contradiction import Example, pair_of, yuan

ID = "S1-27.amount_out_of_line"
SAID = "订单金额离群"
SEVERITY = "可疑"
LEAST = 30  # orders of a team; of fewer nothing is said
_Z, _TIMES = 3.5, 1.0  # how far at least: in robust deviations, and in powers of ten
_OWN = 4  # orders of a customer whose own middle counts too: who buys small is no slip
_TO_SIGMA = 0.6745
_USUAL = [{"ordered_on": date(2024, 5, 1), "amount_fen": 500_00 + 10_00 * n} for n in range(30)]
EXAMPLES: tuple[Example, ...] = (
    (
        {"customers": [{"team_id": 1}], "orders": [*_USUAL, {"amount_fen": 6_450_000_00}]},
        ["订单金额 6,450,000 元，是本团队中位数 650 元的 9,923 倍，请核对单位"],
    ),
    (
        {"customers": [{"team_id": 1}], "orders": [*_USUAL, {"amount_fen": 6_00}]},
        ["订单金额 6 元，只有本团队中位数 640 元的 1/107，请核对单位"],
    ),
    ({"customers": [{"team_id": 1}], "orders": [*_USUAL, {"amount_fen": 3_000_00}]}, []),
    (
        {
            "customers": [{"team_id": 1}, {"customer_id": 2, "team_id": 1}],
            "orders": [*_USUAL, *[{"customer_id": 2, "amount_fen": 6_00}] * 4],
        },
        [],
    ),
    ({"customers": [{"team_id": 1}], "orders": [*_USUAL[:28], {"amount_fen": 6_450_000_00}]}, []),
)


def found(tables: Any, _as_of: date) -> Any:
    """Return the orders whose logarithm is far from their team's median (MAD), n ≥ LEAST.

    Of a customer with some orders it has to be as far from the middle of those.
    """
    rows = _with_middle(_orders(tables))
    away = (rows["size"] - rows.middle).abs()
    far = (away * _TO_SIGMA >= rows.spread * _Z) & (away >= _TIMES) & (rows.n >= LEAST)
    far = far & ((rows.own_n < _OWN) | ((rows["size"] - rows.own_middle).abs() >= _TIMES))
    middle = (10.0**rows.middle).round().cast("int64")
    odd = rows.filter(far).mutate(middle_fen=middle.cast("int64"))
    return pair_of(odd, "amount_fen", "middle_fen", noun="orders", key="order_id")


def _orders(tables: Any) -> Any:
    """Return each order above nothing with its team and the logarithm of its amount."""
    orders, customers = tables["orders"], tables["customers"]
    teams = customers.select("customer_id", team=customers.team_id.fill_null(0))
    rows = orders.select("order_id", "customer_id", "amount_fen").inner_join(teams, "customer_id")
    paid = rows.filter(rows.amount_fen > 0)
    return paid.mutate(size=paid.amount_fen.cast("float64").log10())


def _with_middle(rows: Any) -> Any:
    """Return the orders with their team's `n`, `middle` (median) and `spread` (MAD), and own."""
    middles = rows.group_by("team").agg(middle=rows["size"].median(), n=rows.count())
    own = rows.group_by("customer_id").agg(own_middle=rows["size"].median(), own_n=rows.count())
    beside = rows.inner_join(middles, "team").inner_join(own, "customer_id")
    away = beside.mutate(away=(beside["size"] - beside.middle).abs())
    spreads = away.group_by("team").agg(spread=away.away.median())
    return away.drop("away").inner_join(spreads, "team")


def small_teams(tables: Any) -> Any:
    """Return the teams with too few orders to say anything: team (0: none), n."""
    rows = _orders(tables)
    counted = rows.group_by("team").agg(n=rows.count())
    return counted.filter(counted.n < LEAST).order_by(ibis.asc("team"))


def said(amount: str, middle: str) -> str:
    """Return the sentence."""
    times = int(amount) / int(middle)
    much = f"是本团队中位数 {yuan(middle)} 元的 {times:,.0f} 倍"
    little = f"只有本团队中位数 {yuan(middle)} 元的 1/{1 / times:,.0f}"
    return f"订单金额 {yuan(amount)} 元，{much if times > 1 else little}，请核对单位"
