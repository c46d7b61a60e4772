"""The classic wrong numbers: fan-out, double counting, unknowns, refunds, gaps, limits."""

from datetime import date
from typing import Any

import pyarrow as pa

from zhike.measure.behind import rows_behind
from zhike.measure.measure import measure
from zhike.playbook.load import dump, load_builtin, load_text
from zhike.store.tables import Tables
from zhike.words.period import Period

PLAYBOOK = load_builtin()
Q1 = Period.parse("2024Q1")
DAY = pa.date32()


def book(customer_ids: tuple[int, ...] | None = None) -> Tables:
    """Customer 1 (华东) and 2 (no region) buy; 3 (华南) only gets a call; 4 only gives back.

    | order | who | day   | amount | back | cost |
    |   1   |  1  | 01-10 |  1,000 |      |  600 |
    |   2   |  1  | 01-20 |    500 |  100 |      |
    |   3   |  2  | 03-05 |  2,000 |      |      |
    |   4   |  4  | 03-06 |   −300 |      |      |   a refund row, no order
    |   5   |  1  | none  |     70 |      |      |   a day nobody knows
    """
    customers = {
        "customer_id": [1, 2, 3, 4],
        "region": pa.array(["华东", None, "华南", "华南"], pa.string()),
        "customer_type": ["成交", "成交", "潜在", "成交"],
        "first_contact_on": pa.array(
            [date(2024, 1, 1), date(2024, 3, 31), None, date(2023, 12, 31)], DAY
        ),
        "owner_id": pa.array([7, None, 7, 8], pa.int64()),
    }
    orders = {
        "order_id": [1, 2, 3, 4, 5],
        "customer_id": [1, 1, 2, 4, 1],
        "ordered_on": pa.array(
            [date(2024, 1, 10), date(2024, 1, 20), date(2024, 3, 5), date(2024, 3, 6), None], DAY
        ),
        "amount_fen": [1000_00, 500_00, 2000_00, -300_00, 70_00],
        "refund_fen": pa.array([None, 100_00, None, None, None], pa.int64()),
        "cost_fen": pa.array([600_00, None, None, None, None], pa.int64()),
    }
    lines = {
        "line_id": [1, 2, 3],
        "order_id": [1, 1, 3],
        "customer_id": [1, 1, 2],
        "ordered_on": [date(2024, 1, 10), date(2024, 1, 10), date(2024, 3, 5)],
        "product": ["打印机", "标签", "打印机"],
        "category": ["设备", "耗材", "设备"],
        "quantity": [1.0, 2.5, 2.0],
        "amount_fen": [900_00, 100_00, 2000_00],
        "cost_fen": pa.array([None, None, None], pa.int64()),
    }
    calls = {
        "interaction_id": [1, 2, 3, 4],
        "customer_id": [1, 1, 1, 3],
        "happened_on": [date(2024, 1, 11), date(2024, 1, 12), date(2024, 2, 1), date(2024, 2, 2)],
        "way": pa.array(["电话", "电话", None, "微信"], pa.string()),
        "feedback": pa.array(["积极", "消极", None, "消极"], pa.string()),
        "owner_id": [7, 7, 7, 7],
    }
    parts = {"customers": customers, "orders": orders, "order_lines": lines, "interactions": calls}
    return Tables.from_arrow(
        {name: pa.table(part) for name, part in parts.items()}, customer_ids=customer_ids
    )


def total(*names: str, **asked: Any) -> dict[str, Any]:
    return measure(book(), names, **{"period": Q1, "playbook": PLAYBOOK, **asked}).total


def rows(*names: str, **asked: Any) -> list[dict[str, Any]]:
    return measure(book(), names, **{"period": Q1, "playbook": PLAYBOOK, **asked}).rows


def test_orders_and_calls_of_one_customer_do_not_multiply() -> None:
    # 3 calls beside 2 orders would make 6 rows in a plain join.
    found = rows("总销售额", "跟进次数", by=["客户类型"])
    assert found == [
        {"客户类型": "潜在", "总销售额": 0.0, "跟进次数": 1},
        {"客户类型": "成交", "总销售额": 3100.0, "跟进次数": 3},
    ]


def test_a_customer_is_counted_once_even_in_two_facts_or_months() -> None:
    assert total("活跃客户数", "成交客户数", "跟进客户数") == {
        "活跃客户数": 3,  # 1, 2 and 3; the refund row of 4 is no order
        "成交客户数": 2,
        "跟进客户数": 2,
    }
    by_month = rows("跟进客户数", by=["月"])
    assert [row["跟进客户数"] for row in by_month] == [1, 2, 0]  # 3 months add to 3, total is 2


def test_refunds_are_taken_off_and_shown_apart() -> None:
    found = total("总销售额", "付款额", "退款额", "订单数")
    # 1,000 + 500 + 2,000 paid; 100 + 300 given back; the order without a day is in no quarter.
    assert found == {"总销售额": 3100.0, "付款额": 3500.0, "退款额": 400.0, "订单数": 3}


def test_rows_without_a_day_count_only_when_no_period_is_asked() -> None:
    whole = measure(book(), ["总销售额"], by=["年"], playbook=PLAYBOOK)
    assert whole.total == {"总销售额": 3170.0}
    assert whole.rows == [
        {"年": "2024", "总销售额": 3100.0},
        {"年": None, "总销售额": 70.0},
    ]


def test_unknown_dimension_values_keep_their_own_row() -> None:
    found = rows("总销售额", "新增客户数", by=["区域"])
    assert found == [
        {"区域": "华东", "总销售额": 1400.0, "新增客户数": 1},
        {"区域": "华南", "总销售额": -300.0, "新增客户数": 0},
        {"区域": None, "总销售额": 2000.0, "新增客户数": 1},
    ]
    behind = rows_behind(book(), "总销售额", period=Q1, where={"区域": None}, playbook=PLAYBOOK)
    assert behind["id"].to_pylist() == [3]


def test_a_month_without_rows_shows_zero_and_no_share() -> None:
    assert rows("总销售额", "客户均额", by=["月"]) == [
        {"月": "2024-01", "总销售额": 1400.0, "客户均额": 1400.0},
        {"月": "2024-02", "总销售额": 0.0, "客户均额": None},
        {"月": "2024-03", "总销售额": 1700.0, "客户均额": 1700.0},
    ]


def test_unknown_costs_leave_the_margin_alone_and_are_counted() -> None:
    found = total("毛利率", "毛利额", "缺成本订单数")
    assert found == {"毛利率": 0.4, "毛利额": 400.0, "缺成本订单数": 2}


def test_both_ends_of_the_period_count() -> None:
    assert total("新增客户数") == {"新增客户数": 2}  # 01-01 and 03-31, not 2023-12-31
    assert total("客户总数") == {"客户总数": 4}


def test_lines_are_counted_by_product_without_touching_orders() -> None:
    found = rows("明细销售额", "销售数量", by=["产品类别"])
    assert found == [
        {"产品类别": "耗材", "明细销售额": 100.0, "销售数量": 2.5},
        {"产品类别": "设备", "明细销售额": 2900.0, "销售数量": 3.0},
    ]
    behind = rows_behind(book(), "销售数量", period=Q1, where={"产品": "标签"}, playbook=PLAYBOOK)
    assert behind["contributed"].to_pylist() == [2.5]


def test_a_condition_of_the_metric_itself() -> None:
    assert total("消极反馈次数") == {"消极反馈次数": 2}
    assert rows("跟进次数", by=["互动方式"])[0] == {"互动方式": "微信", "跟进次数": 1}


def test_the_row_limit_holds_for_totals_and_rows() -> None:
    mine = book(customer_ids=(1,))
    found = measure(mine, ["总销售额", "跟进次数"], period=Q1, playbook=PLAYBOOK)
    assert found.total == {"总销售额": 1400.0, "跟进次数": 3}
    behind = rows_behind(mine, "总销售额", period=Q1, playbook=PLAYBOOK)
    assert set(behind["customer_id"].to_pylist()) == {1}


OWN = """
- 名称: 环比
  单位: '%'
  说明: 比上期
  公式: (总销售额 − 上期(总销售额)) ÷ 上期(总销售额) × 100%
- {名称: 近两月占比, 单位: '%', 说明: 近两月, 公式: 近2个月(客户均额) ÷ 客户均额 × 100%}
"""


def test_own_metrics_with_windows() -> None:
    text = dump(PLAYBOOK).replace("\n指标:\n", f"\n指标:\n{OWN}", 1)
    own = load_text(text)
    march = Period.parse("2024-03")
    found = measure(book(), ["环比", "近两月占比"], period=march, playbook=own)
    assert found.total == {"环比": None, "近两月占比": 1.0}  # nothing in February
    half = measure(book(), ["环比"], period=Period.parse("2024H1"), playbook=own)
    assert half.total == {"环比": None}
    assert found.why("环比") == "(1,700.00 − 0.00) ÷ 0.00 × 100% = —（除数为 0）"
    east = measure(
        book(), ["近两月占比"], by=["区域"], period=Period.parse("2024-02"), playbook=own
    )
    assert [row["近两月占比"] for row in east.rows] == [None]
