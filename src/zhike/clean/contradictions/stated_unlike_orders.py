"""What a customer is said to have bought in all is not what its orders come to."""

from datetime import date
from typing import Any

from zhike.clean.contradiction import Example, bought_since, pair_of, place_of, yuan

ID = "S1-27.stated_unlike_orders"
SAID = "累计交易金额与订单合计不同"
SEVERITY = "来源不一"
EXAMPLES: tuple[Example, ...] = (
    (
        {
            "customers": [{"stated_amount_fen": 730_000_00}],
            "orders": [
                {"ordered_on": date(2022, 6, 1), "amount_fen": 500_000_00, "refund_fen": 10_000_00}
            ],
        },
        ["累计交易金额 730,000 元，订单合计 490,000 元"],
    ),
    (
        {
            "customers": [{"stated_amount_fen": 490_000_00}],
            "orders": [
                {"ordered_on": date(2022, 6, 1), "amount_fen": 500_000_00, "refund_fen": 10_000_00}
            ],
        },
        [],
    ),
    (
        {
            "customers": [{"stated_amount_fen": 571_758_00}],
            "orders": [{"ordered_on": date(2022, 6, 1), "amount_fen": 571_758_32}],
        },
        [],
    ),
    (
        {
            "customers": [{"stated_amount_fen": 570_000_00}],
            "orders": [{"ordered_on": date(2022, 6, 1), "amount_fen": 571_758_32}],
        },
        [],
    ),
    (
        {
            "customers": [{"stated_amount_fen": 570_000_00}],
            "orders": [{"ordered_on": date(2022, 6, 1), "amount_fen": 581_758_00}],
        },
        ["累计交易金额 570,000 元，订单合计 581,758 元"],
    ),
    ({"customers": [{"stated_amount_fen": 490_000_00}]}, []),
)


def found(tables: Any, as_of: date) -> Any:
    """Return the customers with orders whose stated total is another."""
    rows = bought_since(tables, date(1900, 1, 1), as_of)
    stated = rows.stated_amount_fen
    other = rows.filter((stated - rows.bought_fen).abs() >= place_of(stated))
    return pair_of(other, "stated_amount_fen", "bought_fen")


def said(stated: str, bought: str) -> str:
    """Return the sentence."""
    return f"累计交易金额 {yuan(stated)} 元，订单合计 {yuan(bought)} 元"
