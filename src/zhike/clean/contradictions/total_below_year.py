"""Bought more in twelve months than ever."""

from datetime import date
from typing import Any

from zhike.clean.contradiction import Example, bought_since, pair_of, place_of, yuan
from zhike.words.period import window_before

ID = "S1-27.total_below_year"
SAID = "累计金额小于近12个月"
SEVERITY = "矛盾"
EXAMPLES: tuple[Example, ...] = (
    (
        {
            "customers": [{"stated_amount_fen": 10_500_00}],
            "orders": [
                {"ordered_on": date(2024, 6, 1), "amount_fen": 9_000_00},
                {"ordered_on": date(2023, 7, 1), "amount_fen": 4_000_00, "refund_fen": 1_000_00},
            ],
        },
        ["累计交易金额 10,500 元小于近12个月订单合计 12,000 元"],
    ),
    (
        {
            "customers": [{"stated_amount_fen": 10_000_00}],
            "orders": [{"ordered_on": date(2023, 6, 30), "amount_fen": 99_000_00}],
        },
        [],
    ),
    (
        {
            "customers": [{"stated_amount_fen": 9_139_00}],
            "orders": [{"ordered_on": date(2024, 6, 1), "amount_fen": 9_139_20}],
        },
        [],
    ),
    (
        {
            "customers": [{"stated_amount_fen": None}],
            "orders": [{"ordered_on": date(2024, 6, 1), "amount_fen": 9_000_00}],
        },
        [],
    ),
)


def found(tables: Any, as_of: date) -> Any:
    """Return the customers whose stated total is less than their orders of the last 12 months."""
    rows = bought_since(tables, window_before(as_of, months=12).start, as_of)
    stated = rows.stated_amount_fen
    less = rows.filter(rows.bought_fen - stated >= place_of(stated))
    return pair_of(less, "stated_amount_fen", "bought_fen")


def said(total: str, year: str) -> str:
    """Return the sentence."""
    return f"累计交易金额 {yuan(total)} 元小于近12个月订单合计 {yuan(year)} 元"
