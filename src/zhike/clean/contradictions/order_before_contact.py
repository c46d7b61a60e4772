"""Ordered before anybody met them."""

from datetime import date
from typing import Any

from zhike.clean.contradiction import Example, pair_of

ID = "S1-27.order_before_contact"
SAID = "下单早于首次接触"
SEVERITY = "可疑"
EXAMPLES: tuple[Example, ...] = (
    (
        {
            "customers": [{"first_contact_on": date(2024, 5, 10)}],
            "orders": [{"ordered_on": date(2024, 6, 1)}, {"ordered_on": date(2024, 5, 9)}],
        },
        ["2024-05-09 的订单早于首次接触 2024-05-10"],
    ),
    (
        {
            "customers": [{"first_contact_on": date(2024, 5, 10)}],
            "orders": [{"ordered_on": date(2024, 5, 10)}],
        },
        [],
    ),
    ({"customers": [{}], "orders": [{"ordered_on": date(2024, 5, 10)}]}, []),
)


def found(tables: Any, _as_of: date) -> Any:
    """Return the customers whose earliest order lies before the first contact."""
    orders, customers = tables["orders"], tables["customers"]
    first = orders.group_by("customer_id").agg(ordered_on=orders.ordered_on.min())
    rows = customers.select("customer_id", "first_contact_on").inner_join(first, "customer_id")
    early = rows.filter(rows.ordered_on < rows.first_contact_on)
    return pair_of(early, "ordered_on", "first_contact_on")


def said(ordered: str, met: str) -> str:
    """Return the sentence."""
    return f"{ordered} 的订单早于首次接触 {met}"
