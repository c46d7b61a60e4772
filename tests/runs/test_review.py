"""The analysis pass over seed 003's second quarter: every count as the document has it."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pytest

from zhike.playbook.load import load_builtin
from zhike.runs.review import Review, review
from zhike.store.tables import Tables

PLACE = Path(__file__).parents[1] / "examples" / "seed_q2"
AS_OF = date(2024, 6, 30)
CUSTOMER = {
    "customer_type": pl.String,
    "kind": pl.String,
    "industry_code": pl.String,
    "industry_group": pl.String,
    "size_label": pl.String,
    "size_text": pl.String,
    "ownership": pl.String,
    "region": pl.String,
    "province": pl.String,
    "city": pl.String,
    "first_contact_on": pl.Date,
    "cooperation_started": pl.Date,
    "founded_year": pl.Int64,
    "source_channel": pl.String,
    "potential": pl.Int64,
    "stated_amount_fen": pl.Int64,
    "stated_follow_up_on": pl.Date,
    "owner_id": pl.Int64,
    "team_id": pl.Int64,
    "has_phone": pl.Boolean,
    "has_contact": pl.Boolean,
    "missing": pl.Int64,
    "行业潜力": pl.Int64,
    "续约次数": pl.Int64,
    "官网访问次数": pl.Int64,
    "参与活动次数": pl.Int64,
}
INTERACTION = {
    "interaction_id": pl.Int64,
    "customer_id": pl.Int64,
    "happened_on": pl.Date,
    "way": pl.String,
    "feedback": pl.String,
    "owner_id": pl.Int64,
}


def number(name: str) -> pl.Expr:
    return pl.col(name).str.slice(5).cast(pl.Int64).alias("customer_id")


def customers() -> pl.DataFrame:
    given = pl.read_csv(PLACE / "customers.csv", try_parse_dates=True)
    known = given.select(
        number("客户编号"),
        pl.col("区域").alias("region"),
        pl.col("企业规模").alias("size_label"),
        pl.col("首次接触时间").alias("first_contact_on"),
        pl.col("客户类型").alias("customer_type"),
    )
    empty = [pl.lit(None, kind).alias(name) for name, kind in CUSTOMER.items()]
    blank = [column for column in empty if column.meta.output_name() not in known.columns]
    return known.with_columns(blank)


def orders() -> pl.DataFrame:
    given = pl.read_csv(PLACE / "orders.csv", try_parse_dates=True)
    return given.select(
        pl.col("订单号").str.slice(1).cast(pl.Int64).alias("order_id"),
        number("客户编号"),
        pl.col("订单日期").alias("ordered_on"),
        (pl.col("金额(元)") * 100).cast(pl.Int64).alias("amount_fen"),
        pl.lit(0, pl.Int64).alias("refund_fen"),
        pl.lit(None, pl.Int64).alias("cost_fen"),
    )


def arrow(rows: pl.DataFrame) -> pa.Table:
    return rows.to_arrow(compat_level=pl.CompatLevel.oldest())


@pytest.fixture(scope="module")
def book() -> Tables:
    tags = pl.DataFrame({"customer_id": [2], "tag": ["高潜力"]})
    rows = {
        "customers": customers(),
        "orders": orders(),
        "interactions": pl.DataFrame(schema=INTERACTION),
        "tags": tags,
    }
    return Tables.from_arrow({name: arrow(table) for name, table in rows.items()})


@pytest.fixture(scope="module")
def found(book: Tables) -> Review:
    return review(book, playbook=load_builtin(), as_of=AS_OF)


def test_the_counts_are_the_printed_ones(found: Review) -> None:
    said = found.summary
    assert said["as_of"] == "2024-06-30"
    assert said["window"] == "2023-07-01..2024-06-30"
    assert (said["customers_count"], said["buyers_count"]) == (120, 45)
    assert (said["orders_count"], said["repeat_customers"]) == (64, 19)
    assert sum(group["customers"] for group in said["segments"].values()) == 45
    assert sum(group["amount"] for group in said["abc"].values()) == 2_850_000
    assert json.loads(json.dumps(said, ensure_ascii=False)) == said


def test_what_is_kept_has_the_columns_records_keeps(found: Review) -> None:
    frames = found.frames()
    assert frames["standings"].columns == [
        "customer_id",
        "recency_days",
        "frequency",
        "amount_fen",
        "rfm",
        "segment",
        "abc",
        "share",
    ]
    assert frames["scores"].columns == [
        "customer_id",
        "scheme",
        "score",
        "tier",
        "provisional",
        "missing",
        "explanation",
        "parts",
    ]
    assert frames["tags"].columns == ["customer_id", "tag", "family", "evidence"]
    # Two models for every customer, and the churn risk of who bought within a year.
    assert frames["scores"].height == 240 + 45


def test_a_score_says_how_it_came_about(found: Review) -> None:
    first = pl.col("customer_id") == 1
    mine = found.frames()["scores"].filter(first, pl.col("scheme") == "价值分层")
    # 2 orders in Q2; first order less than 3 months ago → 合作时长 30; 活跃度 unknown.
    parts = json.loads(mine["parts"].item())
    assert mine["missing"].item() == "活跃度"
    assert mine["explanation"].item().endswith("；暂定，缺 活跃度")
    assert {f["name"]: f["points"] for f in parts["factors"]}["合作时长"] == 30.0


def test_customers_come_one_by_one(found: Review) -> None:
    people: dict[int, Any] = {row["id"]: row for row in found.customers()}
    assert len(people) == 120
    buyer = found.frames()["standings"]["customer_id"][0]
    assert set(people[buyer]) == {
        "id",
        "R",
        "F",
        "M",
        "rfm",
        "segment",
        "abc",
        "scores",
        "tiers",
        "tags",
        "churn",
    }
    assert "高潜力" in people[2]["tags"]


def test_the_day_before_the_first_order_has_no_standings(book: Tables) -> None:
    early = review(book, playbook=load_builtin(), as_of=date(2024, 3, 31))
    assert early.frames()["standings"].height == 0
    assert (early.summary["orders_count"], early.summary["segments"]) == (0, {})
