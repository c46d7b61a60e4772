"""ABC classes against hand-worked shares and the printed thresholds."""

from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from worked import cases

from zhike.analyse.abc import abc, abc_by_amount
from zhike.store.tables import Tables
from zhike.words.period import Period

AS_OF = date(2024, 6, 30)


def classes(amounts: dict[int, int], **given: Any) -> list[dict[str, Any]]:
    table = pa.table(
        {
            "customer_id": pa.array(amounts, pa.int64()),
            "ordered_on": pa.array([AS_OF] * len(amounts), pa.date32()),
            "amount_fen": pa.array(amounts.values(), pa.int64()),
            "refund_fen": pa.array([None] * len(amounts), pa.int64()),
        }
    )
    tables = Tables.from_arrow({"orders": table})
    return tables.run(abc(tables, as_of=AS_OF, **given).order_by("before")).to_pylist()


def test_shares_before_decide() -> None:
    # 50 + 20 = 70 exactly: the third customer starts at the cut and is B; 90 starts C.
    rows = classes({1: 500, 2: 200, 3: 200, 4: 100})
    assert [(r["customer_id"], r["before"], r["abc"]) for r in rows] == [
        (1, 0.0, "A"),
        (2, 0.5, "A"),
        (3, 0.7, "B"),
        (4, 0.9, "C"),
    ]
    assert [r["share"] for r in rows] == [0.5, 0.2, 0.2, 0.1]


def test_equal_amounts_stand_in_order_of_id() -> None:
    rows = classes({9: 100, 4: 100, 7: 100})
    assert [(r["customer_id"], r["abc"]) for r in rows] == [(4, "A"), (7, "A"), (9, "A")]


def test_other_cuts() -> None:
    rows = classes({1: 790, 2: 20, 3: 180, 4: 10}, cuts=(0.8, 0.95))
    assert [r["abc"] for r in rows] == ["A", "A", "C", "C"]


def test_nothing_sold_in_the_period() -> None:
    assert classes({1: 100}, period=Period.parse("2024Q1")) == []
    assert classes({1: 0})[0]["share"] is None


@pytest.mark.parametrize("case", cases("S4-15"), ids=lambda case: case["id"])
def test_class_by_amount(case: dict[str, Any]) -> None:
    fen = round(case["given"]["成交额_万元"] * 1_000_000)
    assert abc_by_amount(fen) == case["expect"]["ABC"]
