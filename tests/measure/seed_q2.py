"""The made data behind seed 003's second quarter, as analysis tables."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from zhike.store.tables import Tables

FOLDER = Path(__file__).parents[1] / "examples" / "seed_q2"
EXPECTED: dict[str, Any] = json.loads((FOLDER / "seed_q2.json").read_text("utf-8"))
DAY = pa.date32()


def seed_tables() -> Tables:
    """Return customers, orders and no follow-ups of the quarter."""
    people, orders = _read("customers.csv"), _read("orders.csv")
    ids = {row["客户编号"]: number for number, row in enumerate(people, 1)}
    customers = {
        "customer_id": list(ids.values()),
        "region": [row["区域"] for row in people],
        "size_label": [row["企业规模"] for row in people],
        "customer_type": [row["客户类型"] for row in people],
        "first_contact_on": [date.fromisoformat(row["首次接触时间"]) for row in people],
        "stated_follow_up_on": pa.array([None] * len(people), DAY),
        "cooperation_started": pa.array([None] * len(people), DAY),
    }
    bought = {
        "order_id": list(range(1, len(orders) + 1)),
        "customer_id": [ids[row["客户编号"]] for row in orders],
        "ordered_on": [date.fromisoformat(row["订单日期"]) for row in orders],
        "amount_fen": [int(row["金额(元)"]) * 100 for row in orders],
        "refund_fen": pa.array([None] * len(orders), pa.int64()),
        "cost_fen": pa.array([None] * len(orders), pa.int64()),
    }
    return Tables.from_arrow(
        {"customers": pa.table(customers), "orders": pa.table(bought), "interactions": no_calls()}
    )


def no_calls() -> pa.Table:
    """Return an empty table of follow-ups."""
    kinds = {"interaction_id": pa.int64(), "customer_id": pa.int64(), "happened_on": DAY}
    kinds |= {"way": pa.string(), "feedback": pa.string(), "owner_id": pa.int64()}
    return pa.schema(list(kinds.items())).empty_table()


def _read(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
