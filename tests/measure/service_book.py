"""Two customers with cases, quotes, contracts, payments and events, small enough for the head."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from zhike.store.tables import Tables

DAY = pa.date32()
KINDS: Mapping[str, Mapping[str, pa.DataType]] = {
    "customers": {
        "customer_id": pa.int64(), "region": pa.string(), "customer_type": pa.string(),
        "first_contact_on": DAY, "stated_follow_up_on": DAY, "cooperation_started": DAY,
        "stated_amount_fen": pa.int64(), "potential": pa.int64(),
        "官网访问次数": pa.int64(), "参与活动次数": pa.int64(),
    },
    "orders": {
        "order_id": pa.int64(), "customer_id": pa.int64(), "ordered_on": DAY,
        "amount_fen": pa.int64(), "refund_fen": pa.int64(), "cost_fen": pa.int64(),
    },
    "order_lines": {
        "line_id": pa.int64(), "order_id": pa.int64(), "customer_id": pa.int64(),
        "ordered_on": DAY, "product": pa.string(), "category": pa.string(),
        "quantity": pa.float64(), "amount_fen": pa.int64(), "cost_fen": pa.int64(),
        "discount": pa.float64(),
    },
    "interactions": {
        "interaction_id": pa.int64(), "customer_id": pa.int64(), "happened_on": DAY,
        "way": pa.string(), "feedback": pa.string(), "owner_id": pa.int64(),
    },
    "events": {
        "event_id": pa.int64(), "customer_id": pa.int64(), "happened_on": DAY,
        "event_kind": pa.string(), "campaign": pa.string(), "count": pa.int64(),
        "value": pa.float64(),
    },
    "cases": {
        "case_id": pa.int64(), "customer_id": pa.int64(), "opened_on": DAY,
        "case_kind": pa.string(), "topic": pa.string(), "severity": pa.string(),
        "answer_hours": pa.float64(), "solve_hours": pa.float64(), "satisfaction": pa.int64(),
        "is_solved": pa.bool_(),
    },
    "quotes": {
        "quote_id": pa.int64(), "customer_id": pa.int64(), "quoted_on": DAY,
        "product": pa.string(), "category": pa.string(), "amount_fen": pa.int64(),
        "discount": pa.float64(), "outcome": pa.string(), "answered_on": DAY,
    },
    "contracts": {
        "contract_id": pa.int64(), "customer_id": pa.int64(), "contract_kind": pa.string(),
        "signed_on": DAY, "starts_on": DAY, "ends_on": DAY, "amount_fen": pa.int64(),
        "state": pa.string(), "is_renewal": pa.bool_(),
    },
    "payments": {
        "payment_id": pa.int64(), "customer_id": pa.int64(), "ordered_on": DAY, "due_on": DAY,
        "paid_on": DAY, "amount_fen": pa.int64(),
    },
    "tags": {"customer_id": pa.int64(), "tag": pa.string()},
}  # fmt: skip
KEYS = {name: next(iter(columns)) for name, columns in KINDS.items()}


def tables_of(*, only: Sequence[str] = tuple(KINDS), **rows: Sequence[Mapping[str, Any]]) -> Tables:
    """Return tables with the given rows; keys are numbered, a customer not named is 1."""
    rows = {"customers": [{}], **rows}
    return Tables.from_arrow({name: _table(name, rows.get(name, ())) for name in only})


def _table(name: str, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    filled = [{"customer_id": 1, KEYS[name]: number, **row} for number, row in enumerate(rows, 1)]
    return pa.Table.from_pylist(filled, schema=pa.schema(list(KINDS[name].items())))


def day(text: str) -> date:
    """Return a day of 2024: 04-09."""
    return date.fromisoformat(f"2024-{text}")
