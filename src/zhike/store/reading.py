"""Read an extract out of the operational database as a stream of Arrow batches."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

import adbc_driver_postgresql.dbapi as postgres
import adbc_driver_sqlite.dbapi as sqlite

from zhike.store.compile import quoted
from zhike.store.extract import Extract
from zhike.words.problem import Refused

# The column that marks the row SQLite's driver learns the types from.
DUMMY = "_dummy"
_DUMMY_VALUES = {"float64": "0.5", "string": "''", "date": "''"}
_BATCH_ROWS = 65_536


class Reader(Protocol):
    """A database at one moment: every extract read through it sees the same state."""

    def batches(self, extract: Extract) -> Any:
        """Return the rows of an extract as a pyarrow RecordBatchReader; read it to the end."""


@contextmanager
def reading(database: str) -> Iterator[Reader]:
    """Open a database for reading in one transaction: a `postgres…://` URL or a SQLite path.

    Raises Refused when there is no such SQLite file.
    """
    is_postgres = database.startswith(("postgres://", "postgresql://"))
    opened = _open_postgres(database) if is_postgres else _open_sqlite(database)
    with opened as connection, connection.cursor() as cursor:
        yield (_PostgresReader(cursor) if is_postgres else _SqliteReader(cursor))


def _open_postgres(url: str) -> Any:
    connection = postgres.connect(url)
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    return connection


def _open_sqlite(database: str) -> Any:
    path = Path(database.removeprefix("sqlite:///"))
    if not path.is_file():
        raise Refused(f"找不到数据库文件 {path}，请先运行 zhike serve 或 zhike import 建立它")
    return sqlite.connect(f"file:{quote(str(path.resolve()))}?mode=ro")


class _PostgresReader:
    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor

    def batches(self, extract: Extract) -> Any:
        self._cursor.execute(extract.postgres_sql)
        return self._cursor.fetch_record_batch()


class _SqliteReader:
    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor

    def batches(self, extract: Extract) -> Any:
        self._cursor.adbc_statement.set_options(
            **{"adbc.sqlite.query.batch_rows": str(_BATCH_ROWS)}
        )
        self._cursor.execute(sql_with_dummy(extract))
        return self._cursor.fetch_record_batch()


def sql_with_dummy(extract: Extract) -> str:
    """Return the SQLite statement with a first row of typed values, marked by `_dummy` = 1.

    The driver takes a column's type from the first rows only: one that starts with NULLs becomes
    an integer and refuses the text that comes later (arrow-adbc#581).
    """
    names = [quoted(name) for name in extract.columns]
    values = (_DUMMY_VALUES.get(kind, "0") for kind in extract.columns.values())
    first = ", ".join(f"{value} AS {name}" for value, name in zip(values, names, strict=True))
    rest = ", ".join(f"own.{name}" for name in names)
    return (
        f"SELECT 1 AS {DUMMY}, {first} "  # noqa: S608 - names are quoted, the rest is declared
        f"UNION ALL SELECT 0, {rest} FROM ({extract.sqlite_sql}) AS own"
    )
