"""Read an extract out of the operational database as a stream of Arrow batches."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Protocol, cast

import adbc_driver_postgresql.dbapi as postgres
import pyarrow as pa

from zhike.store.extract import Extract
from zhike.store.quoting import quoted
from zhike.words.problem import Refused

# The column that marks the row SQLite's driver learns the types from.
DUMMY = "_dummy"
_DUMMY_VALUES = {"float64": "0.5", "string": "''", "date": "''"}


class Reader(Protocol):
    """A database at one moment: every extract read through it sees the same state."""

    def batches(self, extract: Extract) -> Any:
        """Return the rows of an extract as a pyarrow RecordBatchReader; read it to the end."""


@contextmanager
def reading(database: str) -> Iterator[Reader]:
    """Open a database for reading in one transaction: a `postgres…://` URL or a SQLite path.

    Raises Refused when there is no such SQLite file.
    """
    if database.startswith(("postgres://", "postgresql://")):
        with _open_postgres(database) as connection, connection.cursor() as cursor:
            yield _PostgresReader(cursor)
    else:
        with _beside(database) as (process, complaints):
            yield _SqliteReader(process, complaints)


def _open_postgres(url: str) -> Any:
    connection = postgres.connect(url)
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    return connection


@contextmanager
def _beside(database: str) -> Iterator[tuple["subprocess.Popen[bytes]", IO[bytes]]]:
    """Start the process that reads a SQLite file; it ends with this block, or with us."""
    path = Path(database.removeprefix("sqlite:///"))
    if not path.is_file():
        raise Refused(f"找不到数据库文件 {path}，请先运行 zhike serve 或 zhike import 建立它")
    command = [sys.executable, "-m", "zhike.store.reading_beside", str(path)]
    with tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=complaints
        )
        try:
            yield process, complaints
        finally:
            process.kill()
            process.communicate()


class _PostgresReader:
    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor

    def batches(self, extract: Extract) -> Any:
        self._cursor.execute(extract.postgres_sql)
        return self._cursor.fetch_record_batch()


class _SqliteReader:
    def __init__(self, process: "subprocess.Popen[bytes]", complaints: IO[bytes]) -> None:
        self._process, self._complaints = process, complaints

    def batches(self, extract: Extract) -> Any:
        asked = cast("IO[bytes]", self._process.stdin)
        try:
            asked.write(json.dumps(sql_with_dummy(extract)).encode() + b"\n")
            asked.flush()
            return pa.ipc.open_stream(self._process.stdout)
        except (OSError, pa.ArrowInvalid) as why:
            raise OSError(self._last_complaint() or str(why)) from why

    def _last_complaint(self) -> str:
        self._process.wait(timeout=5)
        self._complaints.seek(0)
        lines = self._complaints.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else ""


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
