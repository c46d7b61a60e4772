"""Reading: all extracts of one snapshot see one state, whatever is written meanwhile."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from zhike.store.extract import Extract
from zhike.store.reading import DUMMY, reading, sql_with_dummy

SQL = "SELECT id FROM reading_orders"
ORDERS = Extract("orders", {"id": "int64"}, SQL, SQL)


def counted(database: str, write: str) -> tuple[int, int]:
    """Read, let somebody else write through `write`, read again."""
    with reading(database) as reader:
        first = reader.batches(ORDERS).read_all().num_rows
        if database.startswith("postgres"):
            with psycopg.connect(database) as con:
                con.execute(write)
        else:
            with sqlite3.connect(database) as con:
                con.execute(write)
            con.close()
        return first, reader.batches(ORDERS).read_all().num_rows


def test_sqlite_shows_one_state(tmp_path: Path) -> None:
    database = str(tmp_path / "a.db")
    with sqlite3.connect(database) as con:
        con.execute("PRAGMA journal_mode=WAL")
        con.execute("CREATE TABLE reading_orders (id)")
    con.close()
    first, second = counted(database, "INSERT INTO reading_orders VALUES (1)")
    assert (first, second) == (1, 1)  # the dummy row alone, both times
    with reading(database) as reader:
        assert reader.batches(ORDERS).read_all().num_rows == 2


TRY_TO_WRITE = """
import sqlite3, sys
con = sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None)
try:
    con.execute("BEGIN IMMEDIATE")
except sqlite3.OperationalError as why:
    print(why)
else:
    print("got in")
"""


def test_reading_a_file_leaves_our_own_lock_on_it(tmp_path: Path) -> None:
    database = str(tmp_path / "a.db")
    con = sqlite3.connect(database, isolation_level=None)
    con.execute("PRAGMA journal_mode=WAL")
    con.execute("CREATE TABLE reading_orders (id)")
    con.execute("BEGIN IMMEDIATE")  # as another thread of ours that is writing
    con.execute("INSERT INTO reading_orders VALUES (1)")
    with reading(database) as reader:
        assert reader.batches(ORDERS).read_all().num_rows == 1
    other = [sys.executable, "-c", TRY_TO_WRITE, database]
    said = subprocess.run(other, check=True, capture_output=True, text=True).stdout
    assert said == "database is locked\n"
    con.execute("COMMIT")
    con.close()


def test_a_statement_that_fails_says_why(tmp_path: Path) -> None:
    database = str(tmp_path / "a.db")
    sqlite3.connect(database).execute("CREATE TABLE other (id)")
    with reading(database) as reader, pytest.raises(OSError, match="no such table"):
        reader.batches(ORDERS)


def test_postgres_shows_one_state(postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as con:
        con.execute("DROP TABLE IF EXISTS reading_orders")
        con.execute("CREATE TABLE reading_orders (id bigint)")
    assert counted(postgres_url, "INSERT INTO reading_orders VALUES (1)") == (0, 0)
    with reading(postgres_url) as reader:
        assert reader.batches(ORDERS).read_all().num_rows == 1


def test_the_dummy_row_carries_every_type() -> None:
    extract = Extract("x", {"a": "int64", "b": "float64", "c": "string", "d": "date"}, "Q", "")
    assert sql_with_dummy(extract) == (
        f'SELECT 1 AS {DUMMY}, 0 AS "a", 0.5 AS "b", \'\' AS "c", \'\' AS "d" '
        'UNION ALL SELECT 0, own."a", own."b", own."c", own."d" FROM (Q) AS own'
    )
