"""Write the operational rows as immutable Parquet and swap the manifest in one step."""

import secrets
import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import adbc_driver_manager.dbapi as adbc
import duckdb
import pyarrow as pa

from zhike.store.compile import cast_to, quoted
from zhike.store.engine import fresh_cursor
from zhike.store.extract import Extract
from zhike.store.manifest import (
    Manifest,
    StoredTable,
    read_manifest,
    replace_manifest,
    shape_of,
)
from zhike.store.reading import DUMMY, Reader, reading
from zhike.words.problem import Refused

_KEPT_GENERATIONS = 2


def write_snapshot(
    folder: Path, extracts: Sequence[Extract], *, database: str, token: int, at: datetime
) -> Manifest:
    """Write every extract anew and make it the snapshot of the folder.

    `token` is the highest `rev` known before this call. All extracts see one state of the
    database. Readers that pinned the snapshot before keep it for one more generation; a run that
    is killed leaves the old one in place. Raises Refused when an extract can't be read.
    """
    before = read_manifest(folder)
    generation = before.generation + 1 if before else 1
    place = folder / f"{generation:06d}-{secrets.token_hex(4)}"
    place.mkdir(parents=True)
    try:
        tables = _write_all(place, extracts, database)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise
    manifest = Manifest(folder, generation, token, shape_of(extracts), at, tables)
    replace_manifest(manifest)
    _forget_older(folder, generation)
    return manifest


def _write_all(place: Path, extracts: Sequence[Extract], database: str) -> tuple[StoredTable, ...]:
    with reading(database) as reader:
        return tuple(_write_one(place, extract, reader) for extract in extracts)


def _write_one(place: Path, extract: Extract, reader: Reader) -> StoredTable:
    path = place / f"{extract.name}.parquet"
    try:
        with fresh_cursor() as cursor:
            rows = _copy(cursor, extract, reader.batches(extract), path)
    except (duckdb.Error, adbc.Error, pa.ArrowException, OSError) as why:
        raise Refused(f"分析快照的表“{extract.name}”写不出来：{why}") from why
    file = path.relative_to(place.parent).as_posix()
    return StoredTable(extract.name, dict(extract.columns), (file,), rows)


def _copy(
    cursor: duckdb.DuckDBPyConnection, extract: Extract, batches: pa.RecordBatchReader, path: Path
) -> int:
    cursor.register("incoming", batches)
    columns = ", ".join(cast_to(name, kind) for name, kind in extract.columns.items())
    only = f" WHERE {DUMMY} = 0" if DUMMY in batches.schema.names else ""
    order = ", ".join(quoted(name) for name in extract.sorted_by)
    rows = f"SELECT {columns} FROM incoming{only}"  # noqa: S608 - names are quoted
    rows += f" ORDER BY {order}" if order else ""
    target = str(path).replace("'", "''")
    copy = f"COPY ({rows}) TO '{target}' (FORMAT parquet, COMPRESSION lz4)"
    written = cursor.execute(copy).fetchone()
    return int(written[0]) if written else 0


def _forget_older(folder: Path, generation: int) -> None:
    for place in folder.glob("[0-9]*-*"):
        if place.is_dir() and int(place.name.split("-")[0]) <= generation - _KEPT_GENERATIONS:
            shutil.rmtree(place, ignore_errors=True)
