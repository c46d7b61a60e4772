"""The quarter of seed 003 as tables in memory."""

import csv
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from zhike.playbook.load import load_builtin
from zhike.report.document import Document
from zhike.runs.reporting import make_document
from zhike.store.tables import Tables
from zhike.words.period import Period
from zhike.words.stamp import Stamp

SEED = Path(__file__).parents[1] / "examples" / "seed_q2"
PLAYBOOK = load_builtin()
_CUSTOMERS = {
    "customer_id": pa.int64(),
    "region": pa.string(),
    "size_label": pa.string(),
    "customer_type": pa.string(),
    "first_contact_on": pa.date32(),
    "stated_amount_fen": pa.int64(),
    "stated_follow_up_on": pa.date32(),
    "cooperation_started": pa.date32(),
}
_ORDERS = {
    "order_id": pa.int64(),
    "customer_id": pa.int64(),
    "ordered_on": pa.date32(),
    "amount_fen": pa.int64(),
    "refund_fen": pa.int64(),
    "cost_fen": pa.int64(),
}


def rows_of(name: str) -> list[dict[str, str]]:
    """Return the rows of one file of the seed."""
    with (SEED / name).open(encoding="utf-8-sig") as handle:
        return list(csv.DictReader(handle))


def arrow(rows: list[dict[str, Any]], columns: dict[str, Any]) -> pa.Table:
    """Return rows as an Arrow table; absent columns are null."""
    return pa.table({n: pa.array([row.get(n) for row in rows], t) for n, t in columns.items()})


@lru_cache(maxsize=1)
def quarter() -> Tables:
    """Return the customers and orders of the second quarter of 2024."""
    customers = rows_of("customers.csv")
    ids = {row["客户编号"]: number for number, row in enumerate(customers, 1)}
    kept = [
        {
            "customer_id": ids[row["客户编号"]],
            "region": row["区域"],
            "size_label": row["企业规模"],
            "customer_type": row["客户类型"],
            "first_contact_on": date.fromisoformat(row["首次接触时间"]),
        }
        for row in customers
    ]
    orders = [
        {
            "order_id": number,
            "customer_id": ids[row["客户编号"]],
            "ordered_on": date.fromisoformat(row["订单日期"]),
            "amount_fen": int(row["金额(元)"]) * 100,
            "refund_fen": 0,
        }
        for number, row in enumerate(rows_of("orders.csv"), 1)
    ]
    return Tables.from_arrow(
        {"customers": arrow(kept, _CUSTOMERS), "orders": arrow(orders, _ORDERS)}
    )


@lru_cache(maxsize=4)
def document(period: str = "2024Q2") -> Document:
    """Return the sales report of a period."""
    span = Period.parse(period)
    return make_document(
        "销售分析报表",
        quarter(),
        playbook=PLAYBOOK,
        period=span,
        scope_said="全部客户",
        stamp=Stamp(min(span.last, date(2024, 9, 1)), 7, PLAYBOOK.version),
    )
