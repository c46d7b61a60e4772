"""Small hand-made analysis tables for the findings: only the columns their analyses look at."""

from datetime import date
from typing import Any

import polars as pl
import pyarrow as pa

from zhike.store.tables import Tables

AS_OF = date(2026, 6, 30)
_SHAPES: dict[str, dict[str, pa.DataType]] = {
    "customers": {
        "customer_id": pa.int64(),
        "customer_type": pa.string(),
        "region": pa.string(),
        "stated_follow_up_on": pa.date32(),
    },
    "orders": {
        "order_id": pa.int64(),
        "customer_id": pa.int64(),
        "ordered_on": pa.date32(),
        "amount_fen": pa.int64(),
        "refund_fen": pa.int64(),
        "cost_fen": pa.int64(),
    },
    "order_lines": {
        "line_id": pa.int64(),
        "order_id": pa.int64(),
        "customer_id": pa.int64(),
        "ordered_on": pa.date32(),
        "product": pa.string(),
        "category": pa.string(),
        "quantity": pa.float64(),
        "amount_fen": pa.int64(),
        "cost_fen": pa.int64(),
        "discount": pa.float64(),
    },
    "interactions": {
        "interaction_id": pa.int64(),
        "customer_id": pa.int64(),
        "happened_on": pa.date32(),
    },
    "cases": {
        "case_id": pa.int64(),
        "customer_id": pa.int64(),
        "opened_on": pa.date32(),
        "case_kind": pa.string(),
        "topic": pa.string(),
        "severity": pa.string(),
    },
    "quotes": {
        "quote_id": pa.int64(),
        "customer_id": pa.int64(),
        "quoted_on": pa.date32(),
        "discount": pa.float64(),
        "owner_id": pa.int64(),
    },
    "contracts": {
        "contract_id": pa.int64(),
        "customer_id": pa.int64(),
        "ends_on": pa.date32(),
        "amount_fen": pa.int64(),
        "state": pa.string(),
    },
    "events": {
        "event_id": pa.int64(),
        "customer_id": pa.int64(),
        "happened_on": pa.date32(),
        "event_kind": pa.string(),
        "campaign": pa.string(),
    },
}
_IDS = {
    "orders": "order_id", "order_lines": "line_id", "interactions": "interaction_id",
    "cases": "case_id", "quotes": "quote_id", "contracts": "contract_id", "events": "event_id",
}  # fmt: skip


def tables_of(many: int, **rows: list[dict[str, Any]]) -> Tables:
    """Return every table; customers 1…many are there unless rows are given, ids are counted."""
    rows.setdefault("customers", [{"customer_id": one} for one in range(1, many + 1)])
    made = {}
    for name, shape in _SHAPES.items():
        key = _IDS.get(name)
        full = [
            ({key: number} if key else {}) | row for number, row in enumerate(rows.get(name, []), 1)
        ]
        columns = {c: pa.array([row.get(c) for row in full], kind) for c, kind in shape.items()}
        made[name] = pa.table(columns)
    return Tables.from_arrow(made)


def no_tags() -> pl.DataFrame:
    """Return tags of nobody."""
    return tags_of({})


def tags_of(by_tag: dict[str, list[int]]) -> pl.DataFrame:
    """Return tags by word."""
    pairs = [(one, tag) for tag, ids in by_tag.items() for one in ids]
    return pl.DataFrame(pairs, schema={"customer_id": pl.Int64, "tag": pl.String}, orient="row")


def matches_of(*groups: dict[int, bool]) -> pl.DataFrame:
    """Return groups of records that are one customer: id → sure."""
    rows = [(n, one, sure) for n, group in enumerate(groups, 1) for one, sure in group.items()]
    schema = {"group": pl.Int64, "customer_id": pl.Int64, "sure": pl.Boolean}
    return pl.DataFrame(rows, schema=schema, orient="row")
