"""First met, followed up or talked on a day that has not come."""

from datetime import date
from typing import Any

import ibis

from zhike.clean.contradiction import Example, pair_of

ID = "S1-27.day_to_come"
SAID = "日期在将来"
SEVERITY = "矛盾"
EXAMPLES: tuple[Example, ...] = (
    (
        {"customers": [{"first_contact_on": date(2024, 7, 1)}]},
        ["首次接触写的是 2024-07-01，还没有到"],
    ),
    (
        {"customers": [{"stated_follow_up_on": date(2025, 1, 1)}]},
        ["最近跟进写的是 2025-01-01，还没有到"],
    ),
    (
        {"customers": [{}], "interactions": [{"happened_on": date(2042, 5, 1)}]},
        ["一次跟进写的是 2042-05-01，还没有到"],
    ),
    (
        {"customers": [{}], "orders": [{"ordered_on": date(2024, 7, 2)}]},
        ["一笔订单写的是 2024-07-02，还没有到"],
    ),
    ({"customers": [{"first_contact_on": date(2024, 6, 30)}]}, []),
)
_WHERE = (
    ("customers", "first_contact_on", "customer_id", "首次接触"),
    ("customers", "stated_follow_up_on", "customer_id", "最近跟进"),
    ("interactions", "happened_on", "interaction_id", "一次跟进"),
    ("orders", "ordered_on", "order_id", "一笔订单"),
)


def found(tables: Any, as_of: date) -> Any:
    """Return what bears a day after the last one counted."""
    late = []
    for noun, column, key, words in _WHERE:
        rows = tables[noun]
        some = rows.filter(rows[column] > as_of).mutate(what=ibis.literal(words))
        late.append(pair_of(some, "what", column, noun=noun, key=key))
    return ibis.union(*late)


def said(what: str, day: str) -> str:
    """Return the sentence."""
    return f"{what}写的是 {day}，还没有到"
