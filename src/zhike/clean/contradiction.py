"""What the rules of clean.contradictions share: how a find is told, and what they look at."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import ibis

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
Example = tuple[Rows, Sequence[str]]
"""Rows by table, and the sentences a rule says of them."""


def pair_of(rows: Any, a: str, b: str, *, noun: str = "customers", key: str = "customer_id") -> Any:
    """Return finds: customer_id, noun and record_id of where it is mended, a and b as text."""
    return rows.select(
        "customer_id",
        noun=ibis.literal(noun),
        record_id=rows[key],
        a=rows[a].cast("string"),
        b=rows[b].cast("string"),
    )


def last_follow_ups(tables: Any) -> Any:
    """Return each customer's first_contact_on and last_on, the last follow-up kept or stated."""
    customers, talks = tables["customers"], tables["interactions"]
    last = talks.group_by("customer_id").agg(talked_on=talks.happened_on.max())
    rows = customers.select("customer_id", "first_contact_on", "stated_follow_up_on").left_join(
        last, "customer_id"
    )
    told = rows.drop("customer_id_right")
    return told.mutate(last_on=ibis.greatest(told.stated_follow_up_on, told.talked_on))


def bought_since(tables: Any, since: date, until: date) -> Any:
    """Return customer_id, stated_amount_fen and bought_fen, less refunds, of those who bought."""
    customers, orders = tables["customers"], tables["orders"]
    some = orders.filter(orders.ordered_on >= since, orders.ordered_on <= until)
    net = some.amount_fen - some.refund_fen.fill_null(0)
    bought = some.group_by("customer_id").agg(bought_fen=net.sum().cast("int64"))
    return customers.select("customer_id", "stated_amount_fen").inner_join(bought, "customer_id")


def place_of(fen: Any) -> Any:
    """Return the last place an amount was written to, in 分: 57万 was rounded to 万, 571,758 to 元.

    What differs by less than that does not contradict it.
    """
    places = [(fen % place == 0, place) for place in (1_000_000, 100_000, 10_000, 1_000, 100)]
    return ibis.cases(*places, else_=1)


def yuan(fen: str) -> str:
    """Return 分 as yuan with commas: 1,200 or 100.01."""
    whole, rest = divmod(int(fen), 100)
    return f"{whole:,}.{rest:02d}" if rest else f"{whole:,}"
