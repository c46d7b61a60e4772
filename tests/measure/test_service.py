"""Service, quotes, contracts and payments: means, medians and shares worked out by hand."""

from typing import Any

import pyarrow.compute as pc
import pytest
from measure.service_book import day, tables_of

from zhike.measure.behind import rows_behind
from zhike.measure.measure import measure
from zhike.playbook.load import load_builtin
from zhike.words.period import Period
from zhike.words.problem import Refused

PLAYBOOK = load_builtin()
Q2 = Period.parse("2024Q2")


def case(on: str, hours: float | None, score: int | None, **more: Any) -> dict[str, Any]:
    row = {"opened_on": day(on), "answer_hours": hours, "satisfaction": score}
    return {**row, "case_kind": "投诉", "topic": "物流时效", "is_solved": False, **more}


def quote(on: str, outcome: str | None, discount: float | None) -> dict[str, Any]:
    return {
        "quoted_on": day(on),
        "outcome": outcome,
        "discount": discount,
        "category": "设备",
        "amount_fen": 100_00,
    }


# 华东 complains twice and asks once, 华南 complains once; answered after 1, 2 and 30 hours.
TABLES = tables_of(
    customers=[{"customer_id": 1, "region": "华东"}, {"customer_id": 2, "region": "华南"}],
    orders=[
        {"ordered_on": day(on), "amount_fen": 100_00, "customer_id": who}
        for on, who in (("03-01", 1), ("04-01", 1), ("04-01", 1), ("04-21", 1), ("06-30", 2))
    ],
    cases=[
        case("04-02", 1.0, 5, is_solved=True, solve_hours=10.0),
        case("05-02", 30.0, 2, topic="产品质量", severity="重大"),
        case("05-03", None, None, case_kind="咨询", topic="安装使用"),
        case("06-01", 2.0, 4, customer_id=2),
        case("07-01", 500.0, 1),
    ],
    quotes=[
        quote("04-05", "接受", 0.08),
        quote("04-20", "拒绝", 0.15),
        quote("05-05", "待定", 0.10),
        quote("06-05", "接受", None),
    ],
    contracts=[
        {"signed_on": day("01-01"), "ends_on": day("04-30"), "state": "已续约"},
        {"signed_on": day("01-01"), "ends_on": day("06-30"), "state": "已到期"},
        {"signed_on": day("04-30"), "ends_on": day("12-31"), "state": "执行中"},
    ],
    payments=[
        {"ordered_on": day("04-01"), "due_on": day("05-01"), "paid_on": day("05-11"),
         "amount_fen": 50_00},
        {"ordered_on": day("04-21"), "due_on": day("05-21"), "paid_on": day("05-16"),
         "amount_fen": 50_00},
        {"paid_on": day("06-01"), "amount_fen": 1_00},
    ],
)  # fmt: skip


def total(name: str, **asked: Any) -> Any:
    return measure(TABLES, [name], period=Q2, playbook=PLAYBOOK, **asked).total[name]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("问题单数", 4),
        ("投诉次数", 3),
        ("投诉客户数", 2),
        ("投诉率", 3 / 2),
        ("重大投诉次数", 1),
        ("客户满意度", (5 + 2 + 4) / 3),
        ("满意率", 2 / 3),
        ("平均响应时长", (1 + 30 + 2) / 3),
        ("响应时长中位数", 2.0),
        ("平均解决时长", 10.0),
        ("解决率", 1 / 4),
        ("报价接受率", 2 / 3),
        ("平均优惠比例", (0.08 + 0.15 + 0.10) / 3),
        ("折扣响应度", 1 / 2),
        ("签约合同数", 1),
        ("续约率", 1 / 2),
        ("平均付款期限", (40 + 25) / 2),
        ("平均逾期天数", (10 - 5) / 2),
        ("复购周期", (31 + 20) / 2),
    ],
)
def test_the_figures_by_hand(name: str, expected: float) -> None:
    assert total(name) == pytest.approx(expected)


def test_a_median_by_group_is_each_groups_own() -> None:
    rows = measure(
        TABLES, ["响应时长中位数", "投诉次数"], by=["区域"], period=Q2, playbook=PLAYBOOK
    )
    assert [tuple(row.values()) for row in rows.rows] == [("华东", 15.5, 2), ("华南", 2.0, 1)]


def test_nothing_to_average_is_no_zero() -> None:
    found = measure(
        TABLES, ["客户满意度", "投诉次数"], by=["月"], period=Period.parse("2024Q1"),
        playbook=PLAYBOOK,
    )  # fmt: skip
    assert [(row["客户满意度"], row["投诉次数"]) for row in found.rows] == [(None, 0)] * 3
    assert found.total == {"客户满意度": None, "投诉次数": 0}


def test_facts_are_split_by_their_own_words_and_by_three_dimensions() -> None:
    topics = measure(TABLES, ["投诉次数"], by=["问题主题"], period=Q2, playbook=PLAYBOOK).rows
    assert {row["问题主题"]: row["投诉次数"] for row in topics} == {"物流时效": 2, "产品质量": 1}
    cross = measure(
        TABLES, ["投诉次数"], by=["区域", "问题主题", "严重程度"], period=Q2, playbook=PLAYBOOK
    )
    assert sum(row["投诉次数"] for row in cross.rows) == cross.total["投诉次数"] == 3
    with pytest.raises(Refused, match="不能按问题主题拆开，可以改用：问题单数、投诉次数"):
        total("总销售额", by=["问题主题"])


@pytest.mark.parametrize("name", ["客户满意度", "平均响应时长", "响应时长中位数", "平均付款期限"])
def test_the_rows_behind_make_the_mean_and_the_median(name: str) -> None:
    rows = rows_behind(TABLES, name, period=Q2, playbook=PLAYBOOK)
    values = sorted(rows["contributed"].to_pylist())
    middle = (values[(len(values) - 1) // 2] + values[len(values) // 2]) / 2
    mean = pc.mean(rows["contributed"]).as_py()
    assert total(name) == pytest.approx(middle if "中位数" in name else mean)


def test_days_and_weeks_add_to_the_total() -> None:
    days = measure(TABLES, ["订单数"], by=["日"], period=Q2, playbook=PLAYBOOK).rows
    assert len(days) == 91
    assert next(row for row in days if row["订单数"]) == {"日": "2024-04-01", "订单数": 2}
    weeks = measure(TABLES, ["订单数"], by=["周"], period=Q2, playbook=PLAYBOOK)
    assert sum(row["订单数"] for row in weeks.rows) == weeks.total["订单数"] == 4
    assert (weeks.rows[0]["周"], weeks.rows[-1]["周"], weeks.partial) == ("2024W14", "2024W26", ())
    behind = rows_behind(TABLES, "订单数", period=Q2, where={"周": "2024W16"}, playbook=PLAYBOOK)
    assert behind["on_day"].to_pylist() == [day("04-21")]


def test_a_snapshot_without_these_tables_has_none_of_it() -> None:
    older = tables_of(only=("customers", "orders", "interactions"))
    found = measure(
        older, ["投诉次数", "客户满意度", "续约率"], by=["区域"], period=Q2, playbook=PLAYBOOK
    )
    assert found.total == {"投诉次数": 0, "客户满意度": None, "续约率": None}
