"""The snapshot: types survive, the swap is whole, a kill changes nothing."""

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import psycopg
import pyarrow as pa
import pytest

from zhike.store.extract import Extract
from zhike.store.manifest import read_manifest
from zhike.store.snapshot import write_snapshot
from zhike.store.tables import tables_for
from zhike.words.problem import Refused
from zhike.words.viewer import Sight, Viewer

AT = datetime(2024, 6, 30, 8, 0, tzinfo=UTC)
SQL = """
    SELECT id AS order_id, customer AS customer_id, day AS ordered_on, fen AS amount_fen,
           weight, note AS "备 注", gift
    FROM orders
"""
ORDERS = Extract(
    name="orders",
    columns={
        "order_id": "int64",
        "customer_id": "int64",
        "ordered_on": "date",
        "amount_fen": "int64",
        "weight": "float64",
        "备 注": "string",
        "gift": "boolean",
    },
    sqlite_sql=SQL,
    postgres_sql=SQL,
    sorted_by=("customer_id", "order_id"),
)
EVERYONE = Sight(Viewer(1, "李敏", "管理员", "all"))
MINE = Sight(Viewer(2, "王芳", "销售顾问", "own"), customer_ids=(7,))


def database_with(path: Path, rows: list[tuple[object, ...]]) -> str:
    with sqlite3.connect(path) as con:
        con.execute("DROP TABLE IF EXISTS orders")
        con.execute("CREATE TABLE orders (id, customer, day, fen, weight, note, gift)")
        con.executemany("INSERT INTO orders VALUES (?,?,?,?,?,?,?)", rows)
    con.close()
    return str(path)


def test_every_type_arrives_though_the_first_rows_are_empty(tmp_path: Path) -> None:
    empty = [(n, 7, None, None, None, None, None) for n in range(70_000)]
    full = [(70_000, 8, "2024-05-01", 12550, 3, "好", 1)]
    database = database_with(tmp_path / "a b#.db", empty + full)
    manifest = write_snapshot(tmp_path / "s", [ORDERS], database=database, token=5, at=AT)
    assert manifest.rows("orders") == 70_001
    tables = tables_for(EVERYONE, manifest)
    rows = tables.run(tables.orders.filter(tables.orders.order_id == 70_000))
    assert rows.to_pylist() == [
        {
            "order_id": 70_000,
            "customer_id": 8,
            "ordered_on": date(2024, 5, 1),
            "amount_fen": 12550,
            "weight": 3.0,
            "备 注": "好",
            "gift": True,
        }
    ]
    assert rows.schema.field("weight").type == pa.float64()


def test_an_empty_table_keeps_its_types(tmp_path: Path) -> None:
    database = database_with(tmp_path / "a.db", [])
    manifest = write_snapshot(tmp_path / "s", [ORDERS], database=database, token=0, at=AT)
    tables = tables_for(EVERYONE, manifest)
    rows = tables.run(tables.orders)
    assert (rows.num_rows, rows.schema.field("ordered_on").type) == (0, pa.date32())


def test_a_limited_sight_reads_only_its_rows_of_the_files(tmp_path: Path) -> None:
    rows = [(1, 7, None, 1, None, None, 0), (2, 8, None, 1, None, None, 0)]
    database = database_with(tmp_path / "a.db", rows)
    manifest = write_snapshot(tmp_path / "s", [ORDERS], database=database, token=1, at=AT)
    tables = tables_for(MINE, manifest)
    assert tables.run(tables.orders)["customer_id"].to_pylist() == [7]


def test_the_manifest_is_read_back_as_written(tmp_path: Path) -> None:
    database = database_with(tmp_path / "a.db", [])
    manifest = write_snapshot(tmp_path / "s", [ORDERS], database=database, token=9, at=AT)
    assert read_manifest(tmp_path / "s") == manifest
    assert manifest.is_current(9, [ORDERS])
    assert not manifest.is_current(10, [ORDERS])
    assert not manifest.is_current(9, [])
    assert read_manifest(tmp_path / "nothing") is None


def test_a_pinned_snapshot_outlives_one_refresh_and_then_goes(tmp_path: Path) -> None:
    database = database_with(tmp_path / "a.db", [(1, 7, None, 1, None, None, 0)])
    pinned = write_snapshot(tmp_path / "s", [ORDERS], database=database, token=1, at=AT)
    database_with(tmp_path / "a.db", [])
    second = write_snapshot(tmp_path / "s", [ORDERS], database=database, token=2, at=AT)
    old, new = tables_for(EVERYONE, pinned), tables_for(EVERYONE, second)
    assert (old.run(old.orders).num_rows, new.run(new.orders).num_rows) == (1, 0)
    write_snapshot(tmp_path / "s", [ORDERS], database=database, token=3, at=AT)
    kept = {path.name[:6] for path in (tmp_path / "s").iterdir() if path.is_dir()}
    assert kept == {"000002", "000003"}


def test_what_cannot_be_read_is_said_and_changes_nothing(tmp_path: Path) -> None:
    database = database_with(tmp_path / "a.db", [(1, 7, "2024-02-30", 1, None, None, 0)])
    with pytest.raises(Refused, match="“orders”写不出来"):
        write_snapshot(tmp_path / "s", [ORDERS], database=database, token=1, at=AT)
    assert read_manifest(tmp_path / "s") is None
    assert list((tmp_path / "s").iterdir()) == []
    with pytest.raises(Refused, match="找不到数据库文件"):
        write_snapshot(tmp_path / "s", [ORDERS], database="no.db", token=1, at=AT)


def test_a_statement_that_fails_names_its_table(tmp_path: Path) -> None:
    database = database_with(tmp_path / "a.db", [])
    broken = Extract("quotes", {"id": "int64"}, "SELECT id FROM quotes", "")
    with pytest.raises(Refused, match="“quotes”写不出来"):
        write_snapshot(tmp_path / "s", [broken], database=database, token=1, at=AT)


def test_killed_while_writing_leaves_the_snapshot_before(tmp_path: Path) -> None:
    database = database_with(tmp_path / "a.db", [(1, 7, None, 1, None, None, 0)])
    before = write_snapshot(tmp_path / "s", [ORDERS], database=database, token=1, at=AT)
    code = f"""
        import os, signal
        from datetime import datetime, UTC
        from pathlib import Path
        import zhike.store.snapshot as snapshot
        from store.test_snapshot import ORDERS, AT
        snapshot.replace_manifest = lambda manifest: os.kill(os.getpid(), signal.SIGKILL)
        snapshot.write_snapshot(Path({str(tmp_path / "s")!r}), [ORDERS],
                                database={database!r}, token=2, at=AT)
    """
    path = os.pathsep.join(["src", "tests"])
    ran = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], env={**os.environ, "PYTHONPATH": path}
    )
    assert ran.returncode == -signal.SIGKILL
    assert read_manifest(tmp_path / "s") == before
    after = write_snapshot(tmp_path / "s", [ORDERS], database=database, token=3, at=AT)
    assert tables_for(EVERYONE, after).orders is not None


def test_postgres_gives_the_same_rows_as_sqlite(tmp_path: Path, postgres_url: str) -> None:
    rows = [(1, 7, "2024-05-01", 12550, 0.25, "好", True), (2, 8, None, None, None, None, None)]
    with psycopg.connect(postgres_url) as con:
        con.execute("DROP TABLE IF EXISTS snapshot_orders")
        con.execute(
            "CREATE TABLE snapshot_orders (id int, customer int, day date, fen bigint,"
            " weight float8, note text, gift bool)"
        )
        insert = "INSERT INTO snapshot_orders VALUES (%s,%s,%s,%s,%s,%s,%s)"
        con.cursor().executemany(insert, rows)
    theirs = replace(ORDERS, postgres_sql=SQL.replace("FROM orders", "FROM snapshot_orders"))
    database = database_with(tmp_path / "a.db", rows)
    answers = []
    for number, source in enumerate((database, postgres_url)):
        place = tmp_path / str(number)
        manifest = write_snapshot(place, [theirs], database=source, token=1, at=AT)
        tables = tables_for(EVERYONE, manifest)
        answers.append(tables.run(tables.orders.order_by("order_id")))
    assert answers[0].equals(answers[1])
    assert answers[0].num_rows == 2
