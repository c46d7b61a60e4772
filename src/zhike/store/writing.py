"""Write rows as the immutable Parquet files of one table."""

from pathlib import Path
from typing import Any

import duckdb

from zhike.store.compile import cast_to
from zhike.store.extract import Extract
from zhike.store.manifest import StoredTable, read_sql
from zhike.store.quoting import quoted
from zhike.store.reading import DUMMY, Reader

MONTHS_FROM = 200_000  # rows; a smaller table reads faster as one file
NO_MONTH = "undated"


def write_whole(
    cursor: duckdb.DuckDBPyConnection, extract: Extract, reader: Reader, place: Path
) -> StoredTable:
    """Write every row of an extract, as the book has them, into a fresh folder."""
    return write_table(cursor, arriving(cursor, extract, reader), extract, place)


def write_table(
    cursor: duckdb.DuckDBPyConnection, rows: str, extract: Extract, place: Path
) -> StoredTable:
    """Write the rows of a SELECT as a table: one file, or a file a month when there are many."""
    file = place / f"{extract.name}.parquet"
    count = write_file(cursor, rows, extract, file)
    files = [file]
    if extract.month_of and count >= MONTHS_FROM:
        files = _by_month(cursor, extract, file)
    names = tuple(path.relative_to(place.parent).as_posix() for path in files)
    return StoredTable(
        extract.name,
        dict(extract.columns),
        names,
        count,
        for_everybody=extract.for_everybody,
    )


def arriving(cursor: duckdb.DuckDBPyConnection, extract: Extract, reader: Reader) -> str:
    """Return the SELECT of an extract's rows as they come out of the book, once, in their types."""
    batches = reader.batches(extract)
    cursor.register("incoming", batches)
    columns = ", ".join(cast_to(name, kind) for name, kind in extract.columns.items())
    only = f" WHERE {DUMMY} = 0" if DUMMY in batches.schema.names else ""
    return f"SELECT {columns} FROM incoming{only}"  # noqa: S608 - names are quoted


def write_file(cursor: duckdb.DuckDBPyConnection, rows: str, extract: Extract, path: Path) -> int:
    """Write the rows of a SELECT into one file, in the extract's order; returns how many."""
    order = ", ".join(quoted(name) for name in extract.sorted_by)
    rows += f" ORDER BY {order}" if order else ""
    target = str(path).replace("'", "''")
    copy = f"COPY ({rows}) TO '{target}' (FORMAT parquet, COMPRESSION lz4)"
    return one(cursor, copy) or 0


def month_sql(extract: Extract) -> str:
    """Return the expression that names the month file a row belongs to, such as `202405`."""
    return f"coalesce(strftime({quoted(extract.month_of)}, '%Y%m'), '{NO_MONTH}')"


def month_file(extract: Extract, place: Path, month: str) -> Path:
    """Return where a month of a table is kept; the folder is made when it is missing."""
    folder = place / extract.name
    folder.mkdir(exist_ok=True)
    return folder / f"{month}.parquet"


def _by_month(cursor: duckdb.DuckDBPyConnection, extract: Extract, whole: Path) -> list[Path]:
    """Cut a written file by month, one pass over it, and remove it."""
    parts = whole.with_suffix(".parts")
    stored, target = read_sql(whole.parent, [whole.name]), str(parts).replace("'", "''")
    cursor.execute(
        f"COPY (SELECT *, {month_sql(extract)} AS month FROM {stored}) TO '{target}' "  # noqa: S608
        "(FORMAT parquet, COMPRESSION lz4, PARTITION_BY (month))"
    )
    files = []
    for part in sorted(parts.glob("month=*")):
        (written,) = part.glob("*.parquet")
        target_file = month_file(extract, whole.parent, part.name.removeprefix("month="))
        files.append(written.rename(target_file))
        part.rmdir()
    parts.rmdir()
    whole.unlink()
    return files


def one(cursor: duckdb.DuckDBPyConnection, sql: str) -> Any:
    """Return the first value of an answer, or None; the answer is read to its end."""
    rows = cursor.execute(sql).fetchall()
    return rows[0][0] if rows else None
