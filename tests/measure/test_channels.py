"""What channels cost and what a new customer costs, worked out by hand (S0-07)."""

from typing import Any

import pyarrow as pa
import pytest
from measure.service_book import DAY, day, tables_of

from zhike.measure.behind import rows_behind
from zhike.measure.measure import measure
from zhike.playbook.load import load_builtin
from zhike.store.tables import Tables
from zhike.words.period import Period
from zhike.words.problem import Refused

PLAYBOOK = load_builtin()
Q2 = Period.parse("2024Q2")
COSTS = pa.schema(
    [("channel_cost_id", pa.int64()), ("month_on", DAY), ("channel", pa.string()),
     ("amount_fen", pa.int64())]
)  # fmt: skip
ACTIVITIES = pa.schema(
    [("activity_id", pa.int64()), ("held_on", DAY), ("channel", pa.string()),
     ("cost_fen", pa.int64())]
)  # fmt: skip
REFERRALS = pa.schema(
    [("referral_id", pa.int64()), ("customer_id", pa.int64()), ("brought_by_id", pa.int64()),
     ("referred_on", DAY), ("fee_fen", pa.int64()), ("thanked_on", DAY)]
)  # fmt: skip


def book(*, only: tuple[int, ...] | None = None, costs: bool = True) -> Tables:
    """Return three new customers of 展会问卷, one of whom bought, and one of 协会 without cost.

    The fair cost 3,000.00 in May and 1,500.00 as an activity in June; 900.00 in July is later.
    """
    channels = ("展会问卷", "展会问卷", "展会问卷", "协会")
    customers = [
        {"customer_id": n, "first_contact_on": day("05-02"), "source_channel": channel}
        for n, channel in enumerate(channels, 1)
    ]
    whole = tables_of(orders=[{"ordered_on": day("05-20"), "amount_fen": 100_00}])
    rows: dict[str, pa.Table] = {
        "customers": pa.Table.from_pylist(customers),
        "orders": whole.run(whole["orders"]),
        "interactions": whole.run(whole["interactions"]),
        "referrals": pa.Table.from_pylist(
            [
                {"referral_id": 1, "customer_id": 1, "brought_by_id": 4,
                 "referred_on": day("05-02"), "fee_fen": 200_00},
                {"referral_id": 2, "customer_id": 2, "referred_on": day("06-01")},
            ],
            schema=REFERRALS,
        ),
    }  # fmt: skip
    if costs:
        rows["channel_costs"] = pa.Table.from_pylist(
            [_cost(1, "05-01", 3_000_00), _cost(2, "07-01", 900_00)], schema=COSTS
        )
        rows["activities"] = pa.Table.from_pylist(
            [{"activity_id": 1, "held_on": day("06-08"), "channel": "展会问卷",
              "cost_fen": 1_500_00}],
            schema=ACTIVITIES,
        )  # fmt: skip
    return Tables.from_arrow(rows, customer_ids=only)


def _cost(key: int, on: str, fen: int) -> dict[str, Any]:
    return {"channel_cost_id": key, "month_on": day(on), "channel": "展会问卷", "amount_fen": fen}


def test_costs_by_channel_and_month_and_per_customer() -> None:
    names = ["渠道费用", "获客成本", "成交获客成本", "新增客户数"]
    found = measure(book(), names, by=["渠道"], period=Q2, playbook=PLAYBOOK)
    assert found.row(渠道="展会问卷") == {
        "渠道": "展会问卷", "渠道费用": 4500, "获客成本": 1500, "成交获客成本": 4500,
        "新增客户数": 3,
    }  # fmt: skip
    assert found.row(渠道="协会") == {
        "渠道": "协会", "渠道费用": 0, "获客成本": None, "成交获客成本": None, "新增客户数": 1,
    }  # fmt: skip
    assert found.total == {
        "渠道费用": 4500, "获客成本": 1125, "成交获客成本": 4500, "新增客户数": 4,
    }  # fmt: skip
    months = measure(book(), ["渠道费用"], by=["月"], period=Q2, playbook=PLAYBOOK)
    assert [row["渠道费用"] for row in months.rows] == [0, 3000, 1500]


def test_the_rows_behind_a_cost_are_costs_and_activities() -> None:
    where = {"渠道": "展会问卷"}
    rows = rows_behind(book(), "渠道费用", period=Q2, where=where, playbook=PLAYBOOK)
    told = [(row["noun"], row["id"], row["contributed"]) for row in rows.to_pylist()]
    assert told == [("activities", 1, 1_500_00), ("channel_costs", 1, 3_000_00)]


def test_what_hangs_on_no_customer_is_not_split_or_picked_by_one() -> None:
    with pytest.raises(Refused, match="不能按区域拆开"):
        measure(book(), ["渠道费用"], by=["区域"], playbook=PLAYBOOK)
    with pytest.raises(Refused, match="不能用客户条件筛选"):
        measure(book(), ["获客成本"], period=Q2, where='客户类型 = "成交"', playbook=PLAYBOOK)


def test_who_sees_a_part_of_the_book_is_given_no_costs() -> None:
    with pytest.raises(Refused, match="无法限定为可见的客户"):
        measure(book(only=(1, 2)), ["渠道费用"], period=Q2, playbook=PLAYBOOK)


def test_a_snapshot_without_costs_has_none() -> None:
    found = measure(book(costs=False), ["渠道费用", "获客成本"], playbook=PLAYBOOK)
    assert found.total == {"渠道费用": 0, "获客成本": None}


def test_referrals_count_for_the_brought_and_for_who_brought_them() -> None:
    names = ["转介绍数", "转介绍成交客户数", "介绍客户数"]
    found = measure(book(), names, by=["渠道"], period=Q2, playbook=PLAYBOOK)
    fair, union = found.row(渠道="展会问卷"), found.row(渠道="协会")
    assert [fair[name] for name in names] == [2, 1, 0]
    assert [union[name] for name in names] == [0, 0, 1]
