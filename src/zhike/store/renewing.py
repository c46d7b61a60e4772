"""Bring one stored table up to date from the rows that changed, sharing the files that didn't.

Changed rows are laid over the files first: a file of keys that no longer count there and a file of
the rows as they are now. When that has grown, or the table is small, it is worked in: the files
concerned are written anew from what is stored, without asking the book again.
"""

import os
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from zhike.store.extract import Extract
from zhike.store.manifest import Manifest, Overlay, StoredTable, read_sql
from zhike.store.quoting import quoted
from zhike.store.reading import Reader
from zhike.store.writing import (
    arriving,
    month_file,
    month_sql,
    one,
    write_file,
    write_table,
    write_whole,
)

SMALL = 20_000  # rows; writing so few anew costs less than reading them through an overlay
LAID_OVER = 0.02  # share of a table's rows an overlay may replace before it is worked in
READ_WHOLE = 0.2  # share of a table's rows from which reading all of them is cheaper


@dataclass(frozen=True, slots=True)
class Renewal:
    """One table on its way from the snapshot `before` into `place`, a fresh folder beside it."""

    cursor: duckdb.DuckDBPyConnection
    extract: Extract
    reader: Reader
    before: Manifest
    place: Path

    @property
    def folder(self) -> Path:
        """Return the folder that file names of both snapshots start from."""
        return self.before.folder

    def path(self, kind: str = "") -> Path:
        """Return where a file of the table is written."""
        return self.place / f"{self.extract.name}{kind}.parquet"

    def name(self, path: Path) -> str:
        """Return a file's name as the manifest says it."""
        return path.relative_to(self.folder).as_posix()


def renew_table(to: Renewal) -> StoredTable:
    """Return the table as it is now, by the cheapest way that is right."""
    table = to.before.table(to.extract.name)
    if table is None or not to.extract.touched_sql:
        return write_whole(to.cursor, to.extract, to.reader, to.place)
    touched = _find_touched(to)
    if not touched:
        return _shared(table, to)
    if touched > max(table.rows, SMALL) * READ_WHOLE:
        return write_whole(to.cursor, to.extract, to.reader, to.place)
    replaced, over = _lay_over(table, to)
    if table.rows <= SMALL or replaced > table.rows * LAID_OVER:
        return _worked_in(table, over, to)
    laid = replace(table, overlay=over)
    return _shared(replace(laid, rows=_count(to, laid.book_sql(to.folder))), to)


def _find_touched(to: Renewal) -> int:
    """Fill the table `touched` with the keys that may differ; returns how many."""
    rows = arriving(to.cursor, to.extract.touched_since(to.before.token), to.reader)
    to.cursor.execute(f"CREATE OR REPLACE TEMP TABLE touched AS SELECT DISTINCT * FROM ({rows})")  # noqa: S608
    return _count(to, "touched")


def _lay_over(table: StoredTable, to: Renewal) -> tuple[int, Overlay]:
    """Write the overlay of everything since the files; returns how many keys it replaces."""
    key, fresh = (
        quoted(to.extract.key),
        arriving(to.cursor, to.extract.since(to.before.token), to.reader),
    )
    gone = f"SELECT {key} FROM touched"  # noqa: S608 - a quoted name
    if laid := table.overlay:
        earlier = read_sql(to.folder, [laid.fresh])
        fresh += f" UNION ALL SELECT * FROM {earlier} AS earlier ANTI JOIN touched USING ({key})"  # noqa: S608
        gone += f" UNION SELECT {key} FROM {read_sql(to.folder, [laid.gone])}"  # noqa: S608
    write_file(to.cursor, fresh, to.extract, to.path(".fresh"))
    keys = replace(to.extract, sorted_by=(to.extract.key,))
    replaced = write_file(to.cursor, gone, keys, to.path(".gone"))
    names = (to.name(to.path(kind)) for kind in (".gone", ".fresh"))
    return replaced, Overlay(to.extract.key, *names)


def _worked_in(table: StoredTable, over: Overlay, to: Renewal) -> StoredTable:
    """Return the table with an overlay worked in: the files concerned written anew."""
    if len(table.files) == 1:
        laid = replace(table, overlay=over)
        rows = f"SELECT * FROM {laid.book_sql(to.folder)}"  # noqa: S608 - our own files
        done = write_table(to.cursor, rows, to.extract, to.place)
    else:
        files = _months_anew(table, over, to)
        count = _count(to, read_sql(to.folder, files))
        done = replace(table, files=tuple(files), rows=count, overlay=None)
    for file in (over.gone, over.fresh):
        (to.folder / file).unlink()
    return done


def _months_anew(table: StoredTable, over: Overlay, to: Renewal) -> list[str]:
    """Write the months that gain or lose rows anew and share the others; returns their names."""
    gone, fresh = (read_sql(to.folder, [file]) for file in (over.gone, over.fresh))
    month, but = month_sql(to.extract), f"JOIN {gone} AS gone USING ({quoted(over.key)})"
    stored = read_sql(to.folder, table.files)
    concerned = to.cursor.execute(
        f"SELECT {month} FROM {fresh} UNION SELECT {month} FROM {stored} AS stored SEMI {but}"  # noqa: S608
    ).fetchall()
    files = {Path(file).stem: file for file in table.files}
    found = {name: _share(file, to) for name, file in files.items() if (name,) not in concerned}
    for (name,) in concerned:
        rows = f"SELECT * FROM {fresh} WHERE {month} = '{name}'"  # noqa: S608 - digits
        if name in files:
            earlier = read_sql(to.folder, [files[name]])
            rows += f" UNION ALL SELECT * FROM {earlier} AS earlier ANTI {but}"  # noqa: S608
        path = month_file(to.extract, to.place, name)
        write_file(to.cursor, f"SELECT * FROM ({rows})", to.extract, path)  # noqa: S608
        found[name] = to.name(path)
    return [found[name] for name in sorted(found)]


def _shared(table: StoredTable, to: Renewal) -> StoredTable:
    """Return the same table with its files linked into the fresh folder."""
    names = {file: _share(file, to) for file in table.all_files}
    over = table.overlay
    laid = replace(over, gone=names[over.gone], fresh=names[over.fresh]) if over else None
    return replace(table, files=tuple(names[file] for file in table.files), overlay=laid)


def _share(file: str, to: Renewal) -> str:
    """Link a file into the fresh folder, or copy it where links can't be made; return its name."""
    source, target = to.folder / file, to.place.joinpath(*Path(file).parts[1:])
    if source != target:
        target.parent.mkdir(exist_ok=True)
        try:
            os.link(source, target)
        except OSError:
            shutil.copy2(source, target)
    return to.name(target)


def _count(to: Renewal, item: str) -> int:
    return int(one(to.cursor, f"SELECT count(*) FROM {item}"))  # noqa: S608 - our own files
