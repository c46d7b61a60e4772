"""The tables of one sight: types come out as declared, and no foreign row ever does."""

from datetime import date

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhike.store.tables import Tables, tables_for
from zhike.words.problem import Refused
from zhike.words.viewer import Sight, Viewer

ORDERS = pa.table(
    {
        "order_id": [1, 2, 3],
        "customer_id": [1, 1, 2],
        "ordered_on": [date(2024, 4, 1), date(2024, 5, 1), None],
        "amount_fen": [500, 700, 900],
    }
)
RATES = pa.table({"day": [date(2024, 1, 1)], "rate": [7.1]})


def test_sums_stay_whole_numbers() -> None:
    tables = Tables.from_arrow({"orders": ORDERS})
    orders = tables.orders
    spent = orders.group_by("customer_id").agg(spent_fen=orders.amount_fen.sum())
    rows = tables.run(spent.order_by("customer_id"))
    assert rows.schema.field("spent_fen").type == pa.int64()
    assert rows.to_pylist() == [
        {"customer_id": 1, "spent_fen": 1200},
        {"customer_id": 2, "spent_fen": 900},
    ]


def test_order_of_rows_is_kept() -> None:
    numbers = pa.table({"customer_id": pa.array(range(200_000), pa.int64())})
    tables = Tables.from_arrow({"numbers": numbers})
    backwards = tables.run(tables.numbers.order_by(ibis.desc("customer_id")))
    assert backwards["customer_id"].to_pylist() == list(range(199_999, -1, -1))


def test_unknown_table_is_refused_with_the_known_ones() -> None:
    tables = Tables.from_arrow({"orders": ORDERS})
    with pytest.raises(Refused, match=r"没有表“quotes”.*orders"):
        tables["quotes"]
    with pytest.raises(Refused, match="没有表“quotes”"):
        tables.run(ibis.table({"a": "int64"}, name="quotes"))


def test_limited_sight_is_refused_a_table_without_customers() -> None:
    everyone = Tables.from_arrow({"rates": RATES})
    limited = Tables.from_arrow({"rates": RATES}, customer_ids=[1])
    assert everyone.run(everyone.rates).num_rows == 1
    assert "rates" not in limited
    with pytest.raises(Refused, match="没有客户列"):
        limited["rates"]
    with pytest.raises(Refused, match="没有客户列"):
        limited.run(everyone.rates)


@pytest.mark.parametrize("name", ["orders", "interactions", "tags", '名 称"x'])
def test_limit_holds_for_every_table(name: str) -> None:
    rows = pa.table({"customer_id": pa.array([1, 2, None], pa.int64())})
    limited = Tables.from_arrow({name: rows}, customer_ids=[2])
    assert limited.run(limited[name])["customer_id"].to_pylist() == [2]


def test_nobody_of_mine_means_no_rows() -> None:
    limited = Tables.from_arrow({"orders": ORDERS}, customer_ids=[])
    assert limited.run(limited.orders).num_rows == 0


ids = st.lists(st.integers(1, 6), max_size=8)


@settings(deadline=None, max_examples=40)
@given(theirs=ids, mine=ids)
def test_a_limited_sight_never_yields_a_foreign_id(theirs: list[int], mine: list[int]) -> None:
    rows = pa.table({"customer_id": pa.array(theirs, pa.int64())})
    limited = Tables.from_arrow({"left": rows, "right": rows}, customer_ids=mine)
    left, right = limited.left, limited.right.view()
    joined = left.outer_join(right, left.customer_id != right.customer_id)
    seen = limited.run(joined.select(a=left.customer_id, b=right.customer_id)).to_pydict()
    assert {*seen["a"], *seen["b"]} - {None} <= set(mine)
    own = sorted(c for c in theirs if c in mine)
    assert sorted(limited.run(left)["customer_id"].to_pylist()) == own


def test_a_missing_snapshot_says_what_to_do() -> None:
    sight = Sight(Viewer(1, "李敏", "管理员", "all"))
    with pytest.raises(Refused, match="zhike analyse"):
        tables_for(sight, None)


@pytest.mark.parametrize("dialect", ["duckdb", "postgres", "clickhouse", "pyspark"])
def test_sql_is_written_for_each_engine(dialect: str) -> None:
    tables = Tables.from_arrow({"orders": ORDERS})
    orders = tables.orders
    big = orders.filter(orders.amount_fen > 600)
    assert "600" in tables.sql(big, dialect)
