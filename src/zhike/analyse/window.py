"""Which orders count: those of a period, or all up to a day, never one after it."""

from datetime import date
from typing import Any

from zhike.words.period import Period


def orders_until(tables: Any, *, as_of: date, period: Period | None = None) -> Any:
    """Return the orders of `period` (default: all) up to and including `as_of`.

    Adds `net_fen`, the amount less what was given back, and `is_order`, false for a row that only
    gives money back. Orders without a day or customer don't count.
    """
    orders = tables["orders"]
    last = min(period.last, as_of) if period else as_of
    counted = orders.filter(orders.ordered_on <= last, orders.customer_id.notnull())
    if period:
        counted = counted.filter(counted.ordered_on >= period.start)
    return counted.mutate(
        net_fen=counted.amount_fen - counted.refund_fen.coalesce(0),
        is_order=counted.amount_fen >= 0,
    )
