"""Churn: two half years side by side, by hand."""

from datetime import date, timedelta

import pyarrow as pa

from zhike.analyse.churn import churn
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
