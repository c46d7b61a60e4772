"""Formulas about one customer, hand-worked: windows, refunds, gaps, shares and last days."""

from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from worked import cases

from zhike.playbook.catalogue import customer_formula
from zhike.playbook.load import load_builtin
from zhike.playbook.per_customer import customer_values, days_since
from zhike.store.tables import Tables

PLAYBOOK = load_builtin()
DAY = pa.date32()


def tables() -> Tables:
    """1: two orders and a call; 2: only stated figures; 3: a refund row without an order."""
    customers = {
        "customer_id": [1, 2, 3],
        "potential": pa.array([4, None, 5], pa.int64()),
        "region": ["华东", None, "华南"],
        "stated_amount_fen": pa.array([None, 125_000_00, None], pa.int64()),
        "first_contact_on": pa.array([date(2023, 5, 1), None, date(2024, 1, 1)], DAY),
        "stated_follow_up_on": pa.array([date(2024, 1, 1), date(2024, 5, 20), None], DAY),
        "cooperation_started": pa.array([date(2023, 3, 15), None, date(2025, 1, 1)], DAY),
    }
    orders = {
        "order_id": [1, 2, 3, 4],
        "customer_id": [1, 1, 3, 1],
        "ordered_on": [date(2024, 3, 31), date(2024, 6, 1), date(2024, 6, 2), date(2024, 7, 1)],
        "amount_fen": [100_00, 200_00, -50_00, 999_00],
        "refund_fen": pa.array([0, 20_00, 0, 0], pa.int64()),
        "cost_fen": pa.array([60_00, None, None, None], pa.int64()),
    }
    calls = {
        "interaction_id": [1, 2],
        "customer_id": [1, 1],
        "happened_on": [date(2024, 6, 1), date(2024, 4, 2)],
        "way": ["电话", "微信"],
        "feedback": pa.array(["消极", None], pa.string()),
    }
    parts = {"customers": customers, "orders": orders, "interactions": calls}
    return Tables.from_arrow({name: pa.table(part) for name, part in parts.items()})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("总销售额", [280.0, 0.0, -50.0]),  # 100 + 200 − 20; the July order is after as_of
        ("近3个月(总销售额)", [180.0, 0.0, -50.0]),  # 03-31 is before 04-01
        ("订单数", [2.0, 0.0, 0.0]),  # a refund row is no order
        ("退款额", [20.0, 0.0, 50.0]),
        ("复购客户数", [1.0, 0.0, 0.0]),
        ("活跃客户数", [1.0, 0.0, 0.0]),
        ("近12个月(毛利率)", [0.4, None, None]),  # (100 − 60) ÷ 100, orders without cost left out
        ("缺成本订单数", [1.0, 0.0, 0.0]),
        ("累计消费金额", [280.0, 125_000.0, 0.0]),
        ("距上次跟进天数", [29.0, 41.0, None]),
        ("距上次购买天数", [29.0, None, None]),
        ("合作时长", [15.0, None, None]),  # 2023-03-15 → 2024-06-30; 2025 hasn't begun
        ("近90天(跟进次数)", [2.0, 0.0, 0.0]),  # 04-02 is the first of the 90 days
        ("近89天(跟进次数)", [1.0, 0.0, 0.0]),
        ("消极反馈次数", [1.0, 0.0, 0.0]),
        ("潜在价值评分 >= 4", [True, None, True]),
        ("空(距上次跟进天数) 或 距上次跟进天数 >= 30", [False, True, True]),
        ("区域 = \"华东\" 且 总销售额 > 200", [True, False, False]),
        ("客户活跃度", [None, None, None]),  # the snapshot knows no visits
        ("首次接触时间 >= \"2024-01-01\"", [False, None, True]),
        ("累计交易金额", [None, 125_000.0, None]),
    ],
)  # fmt: skip
def test_values_of_each_customer(text: str, expected: list[Any]) -> None:
    formula = customer_formula(PLAYBOOK, text)
    book = tables()
    found = customer_values(book, {"x": formula}, as_of=date(2024, 6, 30), playbook=PLAYBOOK)
    rows = sorted(book.run(found).to_pylist(), key=lambda row: row["customer_id"])
    assert [row["x"] for row in rows] == expected


def test_several_formulas_share_their_rows() -> None:
    texts = {"a": "总销售额", "b": "近3个月(总销售额) + 近3个月(退款额)", "c": "距上次跟进天数"}
    wanted = {name: customer_formula(PLAYBOOK, text) for name, text in texts.items()}
    book = tables()
    found = customer_values(book, wanted, as_of=date(2024, 6, 30), playbook=PLAYBOOK)
    assert found.columns == ("customer_id", "a", "b", "c")
    first = min(book.run(found).to_pylist(), key=lambda row: row["customer_id"])
    assert first == {"customer_id": 1, "a": 280.0, "b": 200.0, "c": 29.0}


@pytest.mark.parametrize("case", cases("S3-01"), ids=lambda case: case["id"])
def test_days_without_a_follow_up(case: dict[str, Any]) -> None:
    given = case["given"]
    days = days_since(date.fromisoformat(given["最近跟进时间"]), date.fromisoformat(given["as_of"]))
    assert days is not None
    assert (days >= 30) is case["expect"]["近30天未跟进"]
    assert days_since(None, date(2024, 6, 19)) is None


@pytest.mark.parametrize("case", cases("S2-13"), ids=lambda case: case["id"])
def test_whole_months_of_cooperation(case: dict[str, Any]) -> None:
    given = case["given"]
    started = date.fromisoformat(given["合作起始时间"])
    empty = tables().run(tables()["orders"]).slice(0, 0)
    customers = pa.table({
        "customer_id": [1],
        "cooperation_started": [started],
        "stated_follow_up_on": pa.array([None], DAY),
    })  # fmt: skip
    book = Tables.from_arrow({"customers": customers, "orders": empty})
    wanted = {"新客户": customer_formula(PLAYBOOK, "合作时长 < 6")}
    as_of = date.fromisoformat(given["as_of"])
    found = book.run(customer_values(book, wanted, as_of=as_of, playbook=PLAYBOOK))
    assert found["新客户"].to_pylist() == [case["expect"]["客户类型"] == "新客户"]
