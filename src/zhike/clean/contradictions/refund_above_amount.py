"""More given back than was paid."""

from datetime import date
from typing import Any

from zhike.clean.contradiction import Example, pair_of, yuan

ID = "S1-27.refund_above_amount"
SAID = "退款多于订单金额"
SEVERITY = "矛盾"
EXAMPLES: tuple[Example, ...] = (
    (
        {"customers": [{}], "orders": [{"amount_fen": 100_00, "refund_fen": 100_01}]},
        ["退款 100.01 元多于订单金额 100 元"],
    ),
    ({"customers": [{}], "orders": [{"amount_fen": 100_00, "refund_fen": 100_00}]}, []),
    ({"customers": [{}], "orders": [{"amount_fen": 100_00}]}, []),
)


def found(tables: Any, _as_of: date) -> Any:
    """Return the orders of which more came back than was paid."""
    orders = tables["orders"]
    odd = orders.filter(orders.refund_fen > orders.amount_fen)
    return pair_of(odd, "refund_fen", "amount_fen", noun="orders", key="order_id")


def said(refund: str, amount: str) -> str:
    """Return the sentence."""
    return f"退款 {yuan(refund)} 元多于订单金额 {yuan(amount)} 元"
