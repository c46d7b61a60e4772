"""RFM against hand-worked numbers and against exact fractions."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from zhike.analyse.rfm import SEGMENTS, rfm
from zhike.reckon.quantiles import quantile
from zhike.store.tables import Tables
from zhike.words.period import Period

AS_OF = date(2024, 6, 30)


def orders(*rows: tuple[int, date | None, int, int | None]) -> Tables:
    ids, days, amounts, refunds = zip(*rows, strict=True) if rows else ((), (), (), ())
    table = {
        "order_id": pa.array(range(len(rows)), pa.int64()),
        "customer_id": pa.array(ids, pa.int64()),
        "ordered_on": pa.array(days, pa.date32()),
        "amount_fen": pa.array(amounts, pa.int64()),
        "refund_fen": pa.array(refunds, pa.int64()),
    }
    return Tables.from_arrow({"orders": pa.table(table)})


def scored(tables: Tables, **given: Any) -> list[dict[str, Any]]:
    return tables.run(rfm(tables, as_of=AS_OF, **given).order_by("customer_id")).to_pylist()


def test_five_customers_by_hand() -> None:
    # R 1 11 21 31 41: fifths at 9 17 25 33 (linear between neighbours), mean 21.
    # F 3 1 1 1 1: all four thresholds 1, save the last 1 + 0.2 × 2 = 1.4; mean 1.4.
    # M 300 50 900 100 10: sorted 10 50 100 300 900, thresholds 42 80 180 420, mean 272.
    days = [AS_OF - timedelta(days=10 * n) for n in range(5)]
    tables = orders(
        (1, days[0], 100, 0),
        (1, days[1], 100, None),
        (1, days[2], 100, 0),
        (2, days[1], 60, 10),
        (3, days[2], 900, 0),
        (4, days[3], 100, 0),
        (5, days[4], 10, 0),
    )
    rows = scored(tables)
    assert [(r["R"], r["F"], r["M_fen"]) for r in rows] == [
        (1, 3, 300),
        (11, 1, 50),
        (21, 1, 900),
        (31, 1, 100),
        (41, 1, 10),
    ]
    assert [r["rfm"] for r in rows] == ["554", "412", "315", "213", "111"]
    assert [r["segment"] for r in rows] == [
        "重要价值",
        "一般发展",
        "重要挽留",  # R 21 is the mean, not nearer
        "一般挽留",
        "一般挽留",
    ]
    assert (rows[0]["r_score"], rows[0]["f_score"], rows[0]["m_score"]) == (5, 5, 4)


def test_ties_share_a_score() -> None:
    rows = scored(orders(*((n, AS_OF, 500, 0) for n in range(7))))
    assert {r["rfm"] for r in rows} == {"511"}
    assert {r["segment"] for r in rows} == {"一般挽留"}


def test_the_day_after_and_days_before_the_period_do_not_count() -> None:
    tables = orders(
        (1, AS_OF + timedelta(days=1), 100, 0),
        (1, date(2024, 3, 31), 100, 0),
        (2, AS_OF, 100, 0),
        (2, date(2024, 4, 1), 100, 0),
        (3, None, 100, 0),
    )
    rows = scored(tables, period=Period.parse("2024Q2"))
    assert [(r["customer_id"], r["R"], r["F"]) for r in rows] == [(2, 1, 2)]


def test_money_given_back_lowers_the_amount_and_is_no_order() -> None:
    tables = orders((1, date(2024, 6, 20), 900, 0), (1, AS_OF, -200, 0), (2, AS_OF, -50, 0))
    rows = scored(tables)
    assert [(r["customer_id"], r["R"], r["F"], r["M_fen"]) for r in rows] == [(1, 11, 1, 700)]


def test_nobody_bought() -> None:
    assert scored(orders()) == []


some_orders = st.lists(
    st.tuples(st.integers(1, 12), st.integers(0, 400), st.integers(0, 9_000)),
    min_size=1,
    max_size=40,
)


@settings(deadline=None, max_examples=25)
@given(some_orders)
def test_scores_follow_linear_fifths_exactly(bought: list[tuple[int, int, int]]) -> None:
    rows = scored(orders(*((c, AS_OF - timedelta(days=d), m, 0) for c, d, m in bought)))
    assert {r["customer_id"] for r in rows} == {c for c, _, _ in bought}
    for name, score in (("R", "r_score"), ("F", "f_score"), ("M_fen", "m_score")):
        ordered = sorted(r[name] for r in rows)
        limits = [quantile(ordered, Fraction(k, 5)) for k in (1, 2, 3, 4)]
        for row in rows:
            above = sum(row[name] > limit for limit in limits)
            assert row[score] == (5 - above if name == "R" else 1 + above)
    means = {m: Fraction(sum(r[m] for r in rows), len(rows)) for m in ("R", "F", "M_fen")}
    for row in rows:
        high = (row["R"] < means["R"], row["F"] > means["F"])
        kind = {(True, True): "价值", (True, False): "发展", (False, True): "保持"}
        weight = "重要" if row["M_fen"] > means["M_fen"] else "一般"
        assert row["segment"] == weight + kind.get(high, "挽留")
        assert row["segment"] in SEGMENTS
