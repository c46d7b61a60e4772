"""Write the operational rows as immutable Parquet and swap the manifest in one step."""

import fcntl
import os
import secrets
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import adbc_driver_manager.dbapi as adbc
import duckdb
import pyarrow as pa

from zhike.store.engine import fresh_cursor
from zhike.store.extract import Extract
from zhike.store.manifest import (
    Manifest,
    StoredTable,
    read_manifest,
    replace_manifest,
    shape_of,
)
from zhike.store.reading import Reader, reading
from zhike.store.renewing import Renewal, renew_table
from zhike.store.stream.laying import lay
from zhike.store.stream.ledger import token_of
from zhike.store.stream.streamed import Streamed
from zhike.store.writing import write_whole
from zhike.words.problem import Refused

_KEPT_GENERATIONS = 2
_Write = Callable[[duckdb.DuckDBPyConnection, Extract, Reader, Path], StoredTable]


def write_snapshot(
    folder: Path,
    extracts: Sequence[Extract],
    *,
    database: str,
    token: int,
    at: datetime,
    streams: Sequence[Streamed] = (),
) -> Manifest:
    """Write every extract anew and make it the snapshot of the folder.

    `token` is the highest `rev` known before this call. All extracts see one state of the
    database; the rows of `streams` join their tables. Readers that pinned the snapshot before keep
    it for one more generation; a run that is killed leaves the old one in place. Raises Refused
    when an extract can't be read.
    """
    with _alone(folder):
        before = read_manifest(folder)
        made = _Making(folder, before, extracts, database, streams)
        return _switch(made, token=token, at=at, tables=_tables(made, write=write_whole))


def refresh_snapshot(
    folder: Path,
    extracts: Sequence[Extract],
    *,
    database: str,
    token: int,
    at: datetime,
    streams: Sequence[Streamed] = (),
) -> Manifest:
    """Bring the snapshot of a folder up to date, reading only what changed since its token.

    The rows are the same as `write_snapshot` would write; files no change concerns are shared with
    the snapshot before. Without a snapshot of these columns all is written anew. Who waited for
    another's refresh that got as far gets that one.
    """
    with _alone(folder):
        before = read_manifest(folder)
        made = _Making(folder, before, extracts, database, streams)
        if before is None or before.shape != shape_of(extracts):
            tables = _tables(made, write=write_whole)
        elif before.token >= token and before.has_arrived(arrived_of(streams)):
            return before
        else:
            tables = _tables(made, write=_renewing(before))
            token = max(token, before.token)
        return _switch(made, token=token, at=at, tables=tables)


def arrived_of(streams: Sequence[Streamed]) -> dict[str, int]:
    """Return {table: token} of the streams as they are now."""
    return {stream.extract.name: token_of(stream.folder) for stream in streams}


@dataclass(frozen=True, slots=True)
class _Making:
    """One snapshot under way: where, over which one before, and of what."""

    folder: Path
    before: Manifest | None
    extracts: Sequence[Extract]
    database: str
    streams: Sequence[Streamed]

    @property
    def generation(self) -> int:
        return self.before.generation + 1 if self.before else 1


def _renewing(before: Manifest) -> _Write:
    def write(
        cursor: duckdb.DuckDBPyConnection, extract: Extract, reader: Reader, place: Path
    ) -> StoredTable:
        return renew_table(Renewal(cursor, extract, reader, before, place))

    return write


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one process at a time write here; the lock vanishes with it, also on kill -9."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _tables(made: _Making, *, write: _Write) -> tuple[StoredTable, ...]:
    """Write the files of every table into a fresh folder, which vanishes when that fails."""
    place = made.folder / f"{made.generation:06d}-{secrets.token_hex(4)}"
    place.mkdir()
    try:
        with reading(made.database) as reader:
            tables = [_write_one(place, extract, reader, write) for extract in made.extracts]
        laid = {stream.extract.name: lay(stream, place) for stream in made.streams}
        return tuple(replace(table, stream=laid.get(table.name)) for table in tables)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise


def _write_one(place: Path, extract: Extract, reader: Reader, write: _Write) -> StoredTable:
    try:
        with fresh_cursor() as cursor:
            return write(cursor, extract, reader, place)
    except (duckdb.Error, adbc.Error, pa.ArrowException, OSError) as why:
        raise Refused(f"分析快照的表“{extract.name}”写不出来：{why}") from why


def _switch(
    made: _Making, *, token: int, at: datetime, tables: tuple[StoredTable, ...]
) -> Manifest:
    """Make these tables the snapshot of the folder and forget all but the one before."""
    shape = shape_of(made.extracts)
    manifest = Manifest(made.folder, made.generation, token, shape, at, tables)
    replace_manifest(manifest)
    _forget_older(made.folder, made.generation)
    return manifest


def _forget_older(folder: Path, generation: int) -> None:
    for place in folder.glob("[0-9]*-*"):
        if place.is_dir() and int(place.name.split("-")[0]) <= generation - _KEPT_GENERATIONS:
            shutil.rmtree(place, ignore_errors=True)
