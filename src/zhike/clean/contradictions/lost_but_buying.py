"""Called lost, and bought a short while ago."""

from datetime import date
from typing import Any

from zhike.clean.contradiction import Example, pair_of
from zhike.words.period import window_before

ID = "S1-27.lost_but_buying"
SAID = "流失却刚下单"
SEVERITY = "可疑"
DAYS = 90
EXAMPLES: tuple[Example, ...] = (
    (
        {"customers": [{"customer_type": "流失"}], "orders": [{"ordered_on": date(2024, 6, 1)}]},
        ["客户类型是流失，2024-06-01 却有订单"],
    ),
    ({"customers": [{"customer_type": "成交"}], "orders": [{"ordered_on": date(2024, 6, 1)}]}, []),
    ({"customers": [{"customer_type": "流失"}], "orders": [{"ordered_on": date(2024, 4, 1)}]}, []),
    (
        {"customers": [{"customer_type": "流失"}], "orders": [{"ordered_on": date(2024, 4, 2)}]},
        ["客户类型是流失，2024-04-02 却有订单"],
    ),
)


def found(tables: Any, as_of: date) -> Any:
    """Return the lost customers with an order of the last 90 days."""
    orders, customers = tables["orders"], tables["customers"]
    since = window_before(as_of, days=DAYS).start
    some = orders.filter(orders.ordered_on >= since, orders.ordered_on <= as_of)
    last = some.group_by("customer_id").agg(ordered_on=some.ordered_on.max())
    rows = customers.select("customer_id", "customer_type").inner_join(last, "customer_id")
    return pair_of(rows.filter(rows.customer_type == "流失"), "customer_type", "ordered_on")


def said(kind: str, ordered: str) -> str:
    """Return the sentence."""
    return f"客户类型是{kind}，{ordered} 却有订单"
