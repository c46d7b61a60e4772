"""The least an import can cost: the sheet read as text and put into one table, unchecked.

DATABASE_URL=… python bench/bare_import.py WORKBOOK SQLITE_FILE
"""

import os
import sqlite3
import sys

import fastexcel
import polars as pl
import psycopg


def main(path: str, file: str) -> None:
    """Read the first sheet and load it where DATABASE_URL says, else into the SQLite file."""
    rows = fastexcel.read_excel(path).load_sheet(0, dtypes="string").to_polars()
    url = os.environ.get("DATABASE_URL")
    load = copied if url else inserted
    load(rows, url or file)


def inserted(rows: pl.DataFrame, file: str) -> None:
    """Load by executemany, under the same settings as ours."""
    with sqlite3.connect(file) as book:
        book.execute("PRAGMA journal_mode=WAL")
        book.execute("PRAGMA synchronous=NORMAL")
        book.execute(f"CREATE TABLE bare (id integer PRIMARY KEY, {columns(rows, ' text')})")
        holes = ", ".join("?" * rows.width)
        book.executemany(f"INSERT INTO bare ({columns(rows)}) VALUES ({holes})", rows.rows())


def copied(rows: pl.DataFrame, url: str) -> None:
    """Load by COPY."""
    with psycopg.connect(url) as book:
        book.execute(f"CREATE TABLE bare (id bigserial PRIMARY KEY, {columns(rows, ' text')})")  # type: ignore[call-overload]
        statement = f"COPY bare ({columns(rows)}) FROM STDIN WITH (FORMAT csv)"
        with book.cursor() as cursor, cursor.copy(statement) as copy:  # type: ignore[call-overload]
            copy.write(rows.write_csv(include_header=False).encode())


def columns(rows: pl.DataFrame, kind: str = "") -> str:
    """Return the quoted heads, each with its type."""
    return ", ".join(f'"{name.replace("%", "%%")}"{kind}' for name in rows.columns)


if __name__ == "__main__":
    main(*sys.argv[1:])
