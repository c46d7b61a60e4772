"""A stated total that is the orders' sum but for its unit: 50 for 50万."""

from datetime import date
from math import log10
from typing import Any

from zhike.clean.contradiction import Example, bought_since, pair_of, yuan

ID = "S1-27.stated_in_other_unit"
SAID = "累计金额像是写错了单位"
SEVERITY = "可疑"
EXAMPLES: tuple[Example, ...] = (
    (
        {
            "customers": [{"stated_amount_fen": 50_00}],
            "orders": [{"ordered_on": date(2022, 6, 1), "amount_fen": 500_000_00}],
        },
        ["累计交易金额 50 元与订单合计 500,000 元相差整 10,000 倍，像是单位写错"],
    ),
    (
        {
            "customers": [{"stated_amount_fen": 5_000_000_00}],
            "orders": [{"ordered_on": date(2022, 6, 1), "amount_fen": 500_000_00}],
        },
        ["累计交易金额 5,000,000 元与订单合计 500,000 元相差整 10 倍，像是单位写错"],
    ),
    (
        {
            "customers": [{"stated_amount_fen": 730_000_00}],
            "orders": [{"ordered_on": date(2022, 6, 1), "amount_fen": 500_000_00}],
        },
        [],
    ),
)
_EXACTLY = 0.004  # of the power of ten: 1 % off


def found(tables: Any, as_of: date) -> Any:
    """Return the customers whose stated total is ten, a hundred … times their orders, or a part."""
    rows = bought_since(tables, date(1900, 1, 1), as_of)
    both = rows.filter(rows.stated_amount_fen > 0, rows.bought_fen > 0)
    powers = (both.stated_amount_fen.cast("float64") / both.bought_fen.cast("float64")).log10()
    whole = powers.round()
    odd = both.filter((whole.abs() >= 1) & ((powers - whole).abs() < _EXACTLY))
    return pair_of(odd, "stated_amount_fen", "bought_fen")


def said(stated: str, bought: str) -> str:
    """Return the sentence."""
    power = 10 ** round(abs(log10(int(stated) / int(bought))))
    return (
        f"累计交易金额 {yuan(stated)} 元与订单合计 {yuan(bought)} 元相差整 {power:,} 倍，"
        "像是单位写错"
    )
