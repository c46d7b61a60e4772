"""Events in stored form: the day in our zone, the kind by its synonyms, problems by index."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhike.clean.arrivals import Arrived, clean_arrivals
from zhike.collect.arrivals import events_of, told
from zhike.playbook.load import load_builtin
from zhike.words.problem import Refused

TODAY = date(2026, 11, 22)
PLAYBOOK = load_builtin("default")


def cleaned(*events: dict[str, Any]) -> Arrived:
    """Return events as they would be kept in Shanghai."""
    return clean_arrivals(told(events), playbook=PLAYBOOK, zone="Asia/Shanghai", today=TODAY)


def visit(**more: Any) -> dict[str, Any]:
    """Return one visit."""
    return {"kind": "官网访问", "customer": "K1", "at": "2026-11-20"} | more


@pytest.mark.parametrize(
    ("at", "day"),
    [
        ("2026-11-21T15:59:59Z", date(2026, 11, 21)),
        ("2026-11-21T16:00:00Z", date(2026, 11, 22)),
        ("2026-11-21T23:30:00-0500", date(2026, 11, 22)),
        ("2026-11-21 10:03+08:00", date(2026, 11, 21)),
        ("2026-11-21T10:03:04.567", date(2026, 11, 21)),
        (1763654400, date(2025, 11, 21)),  # 2025-11-20T16:00:00Z
        (1763654399000, date(2025, 11, 20)),
        ("2026年11月5日", date(2026, 11, 5)),
        ("2026/11/5 14:03", date(2026, 11, 5)),
    ],
)
def test_a_moment_counts_for_its_day_here(at: Any, day: date) -> None:
    assert cleaned(visit(at=at)).rows["happened_on"].to_list() == [day]


def test_what_is_kept_of_an_event() -> None:
    rows = cleaned(
        visit(kind="用券", detail=" 双十一 ", count="3", value=12.5, id="e1"),
        visit(kind="visit", detail="/p", customer_id=12, customer=None),
    ).rows.to_dicts()
    assert [(row["event_kind"], row["campaign"], row["count"]) for row in rows] == [
        ("优惠券", "双十一", 3), ("官网访问", None, 1),
    ]  # fmt: skip
    assert [(row["_key"], row["detail"], row["value"], row["own_id"]) for row in rows] == [
        ("编号:K1", "双十一", 12.5, "e1"), ("id:12", "/p", None, None),
    ]  # fmt: skip


def test_what_cannot_be_kept_says_why_by_index() -> None:
    found = cleaned(
        visit(),
        visit(kind=None),
        visit(at="2026-11-24"),
        visit(customer=" "),
        visit(customer_id="１２"),
        visit(count=-1, at=None),
    ).problems.to_dicts()
    assert [(p["index"], p["column"], p["message"][:8]) for p in found] == [
        (1, "kind", "没有行为类型"),
        (2, "at", "晚于今天（202"),
        (3, "customer", "没有客户：请写 "),
        (4, "customer", "customer"),
        (5, "at", "没有行为日期"),
        (5, "count", "“-1”小于 0"),
    ]


def test_names_people_use_are_known_and_others_are_not() -> None:
    assert told([{"行为类型": "官网访问", "timestamp": 1, "客户编号": "K1"}])["at"].to_list() == [
        "1"
    ]
    with pytest.raises(Refused, match="不认识的栏目“custmer”，最接近的是：customer"):
        told([{"custmer": "K1"}])
    with pytest.raises(Refused, match="是一个意思"):
        told([{"id": 1}, {"event_id": 2}])


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'{"a":1}\n{"a":', "第 2 行不是有效的 JSON"),
        (b'{"a":1}{"a":2}', "第 1 行不是有效的 JSON"),
        (b"\xff\xfe", "第 1 行不是有效的 JSON"),
        (b"1", "第 0 个事件（从 0 数）不是对象"),
    ],
)
def test_a_broken_line_refuses_the_whole(body: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        events_of(body, by_line=True)


odd = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12), st.dates().map(str),
    st.sampled_from(["官网访问", "\ud800", "\x00", "1e300", 10**20, "2026-11-21T16:00Z", "１２"]),
    st.lists(st.integers(), max_size=1),
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(visit(id=1, count=1, value=1,
       detail=1, customer_id=1), odd)), min_size=1, max_size=3))  # fmt: skip
def test_any_event_is_kept_or_told_of(events: list[dict[str, Any]]) -> None:
    try:
        found = cleaned(*events)
    except Refused:
        return
    kept, fallen = set(found.rows["_index"]), set(found.problems["index"])
    assert kept | fallen == set(range(len(events)))
    assert not kept & fallen
    assert found.rows["_key"].null_count() == 0
