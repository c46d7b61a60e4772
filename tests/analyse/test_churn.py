"""Churn: two half years side by side, by hand."""

import json
from datetime import date, timedelta
from typing import Any

import polars as pl
import pyarrow as pa
import pytest
from measure.service_book import tables_of
from worked import cases

from zhike.analyse.churn import churn
from zhike.analyse.risk import RISK, levelled, risk_rows
from zhike.playbook.load import load_builtin
from zhike.store.tables import Tables

AS_OF = date(2024, 6, 30)
RECENT, BEFORE = date(2024, 1, 1), date(2023, 7, 1)


def test_half_years_by_hand() -> None:
    # 1: 10 → 6 orders, drop 0.4; 2: nothing before; 3: 5 → 0; 4: only a year and a day ago.
    days = {
        1: [BEFORE] * 10 + [RECENT] * 6,
        2: [AS_OF, AS_OF],
        3: [RECENT - timedelta(days=1)] * 5,
        4: [BEFORE - timedelta(days=1)],
    }
    rows = [(customer, day) for customer, bought in days.items() for day in bought]
    table = {
        "customer_id": pa.array([c for c, _ in rows], pa.int64()),
        "ordered_on": pa.array([d for _, d in rows], pa.date32()),
        "amount_fen": pa.array([100] * len(rows), pa.int64()),
        "refund_fen": pa.array([0] * len(rows), pa.int64()),
    }
    tables = Tables.from_arrow({"orders": pa.table(table)})
    found = tables.run(churn(tables, as_of=AS_OF).order_by("customer_id")).to_pylist()
    assert [(r["customer_id"], r["before"], r["recent"], r["risk"], r["level"]) for r in found] == [
        (1, 10, 6, 40.0, "低"),
        (2, 0, 2, 0.0, "低"),
        (3, 5, 0, 100.0, "高"),
    ]
    assert found[0]["drop_rate"] == 0.4
    assert [row["complaints"] for row in found] == [0, 0, 0]


@pytest.mark.parametrize("case", cases("S2-09"), ids=lambda case: case["id"])
def test_the_index_and_its_parts(case: dict[str, Any]) -> None:
    before, recent, complaints = case["given"].values()
    bought = [(BEFORE, before), (RECENT, recent)]
    complaint = {"opened_on": RECENT, "case_kind": "投诉"}
    others = [
        {"opened_on": BEFORE, "case_kind": "投诉"},
        {"opened_on": RECENT, "case_kind": "咨询"},
    ]
    tables = tables_of(
        orders=[{"ordered_on": day, "amount_fen": 1} for day, n in bought for _ in range(n)],
        cases=[complaint] * complaints + others,
    )
    (row,) = tables.run(churn(tables, as_of=AS_OF)).to_pylist()
    assert (row["before"], row["recent"], row["complaints"]) == (before, recent, complaints)
    assert row["drop_rate"] == case["expect"]["下降率"]
    assert row["risk"] == case["expect"]["风险指数"]


def test_who_only_complained_is_at_risk_too() -> None:
    tables = tables_of(cases=[{"opened_on": RECENT, "case_kind": "投诉", "customer_id": 9}] * 2)
    assert tables.run(churn(tables, as_of=AS_OF)).to_pylist() == [
        {"customer_id": 9, "before": 0, "recent": 0, "complaints": 2, "drop_rate": 0.0,
         "risk": 100.0, "level": "高"},
    ]  # fmt: skip


def test_the_index_is_kept_with_both_its_parts() -> None:
    tables = tables_of(
        orders=[{"ordered_on": day, "amount_fen": 1} for day in [BEFORE] * 10 + [RECENT] * 6],
        cases=[{"opened_on": RECENT, "case_kind": "投诉"}] * 2,
    )
    scheme = load_builtin().scheme(RISK)
    kept = risk_rows(levelled(pl.DataFrame(tables.run(churn(tables, as_of=AS_OF))), scheme))
    (row,) = kept.rows(named=True)
    assert (row["scheme"], row["score"], row["tier"]) == ("流失风险", 140.0, "高")
    assert row["explanation"] == (
        "140.0 = 购买频次下降率 40.0% + 投诉 2 次 × 50（近6个月订单 6 笔，再前6个月 10 笔）"
    )
    factors = json.loads(row["parts"])["factors"]
    assert [(f["name"], f["value"], f["points"]) for f in factors] == [
        ("购买频次下降率", 0.4, 40.0),
        ("投诉次数", 2.0, 100.0),
    ]
    assert sum(f["points"] for f in factors) == row["score"]


def test_levels_are_the_playbooks() -> None:
    given = pl.DataFrame({"customer_id": [1, 2, 3, 4], "risk": [99.94, 99.95, 49.9, 50.0]})
    assert levelled(given, load_builtin().scheme(RISK))["level"].to_list() == [
        "中",
        "高",
        "低",
        "中",
    ]
