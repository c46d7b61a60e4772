"""Tags from what customers do: quotes, cases, long silence and rank, as the examples say."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import pytest
from measure.service_book import tables_of
from worked import cases

from zhike.playbook.load import load_builtin
from zhike.playbook.playbook import Playbook
from zhike.store.tables import Tables
from zhike.tag.rules import tag_customers

PLAYBOOK = load_builtin()
AS_OF = date(2024, 6, 30)
BANDS = {rule.family: rule.bands for rule in PLAYBOOK.tags}
Rows = Sequence[Mapping[str, Any]]


@cache
def only(family: str) -> Playbook:
    """Return the playbook with one family of tags, which is quicker to ask."""
    rules = tuple(rule for rule in PLAYBOOK.tags if rule.family == family)
    assert rules
    return PLAYBOOK.revised(tags=rules)


def found_in(tables: Tables, family: str, as_of: date = AS_OF) -> dict[int, tuple[str, str]]:
    rows = tables.run(tag_customers(tables, playbook=only(family), as_of=as_of)).to_pylist()
    return {row["customer_id"]: (row["tag"], row["evidence"]) for row in rows}


def tag(family: str, *, as_of: date = AS_OF, **rows: Rows) -> str | None:
    """Return the tag customer 1 has of a family."""
    return found_in(tables_of(**rows), family, as_of).get(1, (None, ""))[0]


def quotes(*told: tuple[str, str, float]) -> list[dict[str, Any]]:
    """Return quotes (day, outcome, discount), answered on the day they were made."""
    return [
        {"quoted_on": on, "answered_on": on, "outcome": outcome, "discount": discount}
        for on, outcome, discount in ((date.fromisoformat(d), o, s) for d, o, s in told)
    ]


@pytest.mark.parametrize("case", cases("S3-46"), ids=lambda case: case["id"])
def test_high_value_falls_one_step_after_three_months(case: dict[str, Any]) -> None:
    given = case["given"]
    last, as_of = (date.fromisoformat(given[key]) for key in ("最近消费", "as_of"))
    bought = [{"ordered_on": last, "amount_fen": 100_000_00}]
    said = case["expect"]["标签"].removesuffix("客户")
    assert tag("价值标签", orders=bought, as_of=as_of) == said


def test_the_next_order_restores_and_a_smaller_tag_never_falls() -> None:
    old = {"ordered_on": date(2024, 1, 10), "amount_fen": 100_000_00}
    new = {"ordered_on": date(2024, 6, 1), "amount_fen": 1_00}
    assert tag("价值标签", orders=[old]) == "中价值"
    assert tag("价值标签", orders=[old, new]) == "高价值"
    assert tag("价值标签", orders=[{**old, "amount_fen": 50_000_00}]) == "中价值"
    assert tag("价值标签", orders=[{**old, "amount_fen": 49_999_99}]) == "低价值"
    why = found_in(tables_of(orders=[old]), "价值标签")[1][1]
    assert why.startswith("累计消费金额 100,000.00 元，距上次购买月数 5 月，符合")


def test_an_amount_only_stated_has_no_last_order_to_fall_by() -> None:
    assert tag("价值标签", customers=[{"stated_amount_fen": 125_000_00}]) == "高价值"


@pytest.mark.parametrize("case", cases("S3-16"), ids=lambda case: case["id"])
def test_how_fast_we_answer(case: dict[str, Any]) -> None:
    hours = case["given"]["响应时长_小时"]
    one = {"opened_on": date(2024, 6, 1), "case_kind": "咨询", "answer_hours": hours}
    expected = case["expect"]["标签"]
    assert tag("我方响应", cases=[one]) == f"我方{expected}"
    assert next(b.word for b in BANDS["客户响应"] if b.holds(hours)) == expected


def test_how_fast_the_customer_answers_is_the_median_of_the_last_five() -> None:
    def answered(*days: int) -> str | None:
        rows = [
            {"quoted_on": date(2024, 1 + n, 1), "answered_on": date(2024, 1 + n, 1 + day)}
            for n, day in enumerate(days)
        ]
        return tag("客户响应", quotes=rows)

    assert [answered(1), answered(3), answered(4)] == ["快速响应", "正常响应", "缓慢响应"]
    assert answered(20, 1, 1, 1, 9, 9) == "快速响应"  # the first is older than the last five
    assert answered(1, 1, 1, 4, 4, 4) == "缓慢响应"
    assert tag("客户响应", quotes=[{"quoted_on": date(2024, 1, 1)}]) is None


@pytest.mark.parametrize("case", cases("S3-17"), ids=lambda case: case["id"])
def test_two_refusals_running(case: dict[str, Any]) -> None:
    refused = [(on, "拒绝", 0.0) for on in case["given"]["拒绝报价日期"]]
    assert tag("拒绝报价", quotes=quotes(*refused)) == case["expect"]["标签"]
    assert tag("价格敏感", quotes=quotes(*refused)) is None


def test_refusals_are_no_signal_when_one_was_accepted_between() -> None:
    told = [("2024-03-01", "拒绝", 0.0), ("2024-03-02", "接受", 0.0), ("2024-03-03", "拒绝", 0.0)]
    assert tag("拒绝报价", quotes=quotes(*told)) is None
    open_between = [told[0], ("2024-03-02", "待定", 0.0), told[2]]
    assert tag("拒绝报价", quotes=quotes(*open_between)) == "拒绝报价信号"
    of_two = [row | {"customer_id": n} for n, row in enumerate(quotes(told[0], told[2]), 1)]
    assert tag("拒绝报价", quotes=of_two) is None
    assert tag("拒绝报价", quotes=quotes(told[0], told[2]), as_of=date(2025, 3, 31)) is None


@pytest.mark.parametrize("case", cases("S3-48"), ids=lambda case: case["id"])
def test_price_sensitive_is_strictly_above_80(case: dict[str, Any]) -> None:
    def responding(accepted: int, of: int) -> str | None:
        told = [("2024-03-01", "接受" if n < accepted else "拒绝", 0.1) for n in range(of)]
        return tag("价格敏感", quotes=quotes(*told, *[("2024-03-01", "接受", 0.0)] * 9))

    of = 100
    assert responding(case["given"]["折扣响应度_%"] * of // 100, of) == case["expect"]["标签"]
    assert responding(81, of) == "价格敏感"
    assert [responding(4, 4), responding(4, 5), responding(5, 5)] == [None, None, "价格敏感"]


@pytest.mark.parametrize("case", cases("S2-13"), ids=lambda case: case["id"])
def test_new_and_old_customers(case: dict[str, Any]) -> None:
    started, as_of = (date.fromisoformat(text) for text in case["given"].values())
    who = [{"cooperation_started": started}]
    assert tag("新老客户", customers=who, as_of=as_of) == case["expect"]["客户类型"]
    assert tag("新老客户", as_of=as_of) is None


def test_core_customers_are_the_first_tenth_by_amount() -> None:
    people = [{"customer_id": n, "stated_amount_fen": (31 - n) * 100} for n in range(1, 31)]
    idle = [{"customer_id": n, "stated_amount_fen": None} for n in range(31, 99)]
    core = found_in(tables_of(customers=people + idle), "核心客户")
    # 30 have an amount: ceil(0.3) = 1, ceil(1.5) = 2, ceil(3.0) = 3 places.
    assert {who: word for who, (word, _) in core.items()} == {
        1: "核心客户Top1%",
        2: "核心客户Top5%",
        3: "核心客户Top10%",
    }
    assert core[2][1] == "累计消费金额 29.00 元，在 30 家里排第 2"


def test_a_serious_complaint_marks_the_customer() -> None:
    one = {"opened_on": date(2024, 6, 1), "case_kind": "投诉", "severity": "重大"}
    assert tag("特殊标注", cases=[one]) == "特殊标注"
    assert tag("特殊标注", cases=[{**one, "severity": "一般"}]) is None
    assert tag("特殊标注", cases=[{**one, "opened_on": date(2023, 6, 30)}]) is None
