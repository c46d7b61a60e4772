"""The files of a stream: written whole, merged by the dozen, thrown away when nobody reads them."""

import os
import sqlite3
from datetime import date, datetime
from pathlib import Path

import polars as pl

from zhike.store.stream.streamed import KEY, Streamed

MERGED_FROM = 32  # small files of one batch that become one
_KEPT_S = 600.0  # a file that was replaced may still be read by who found it named
_COLUMNS = "(batch, level, file, rows, first_on, last_on)"


def add_part(
    connection: sqlite3.Connection,
    to: Streamed,
    rows: pl.DataFrame,
    *,
    batch: int,
    level: int,
    day: date,
) -> None:
    """Write rows (facts and words) as one more part of a batch, in the folder of a day."""
    made = connection.execute(
        f"INSERT INTO parts {_COLUMNS} VALUES (?, ?, '', ?, ?, ?)",  # noqa: S608 - fixed words
        [batch, level, rows.height, *_days(rows[to.day])],
    )
    file = f"{day.isoformat()}/{batch}-{made.lastrowid}.parquet"
    sorted_rows = rows.sort(KEY, to.day)
    write_file(sorted_rows.select(list(to.facts)), to.folder / file)
    if to.words:
        write_file(sorted_rows.select(to.id, *to.words), words_file(to.folder / file))
    connection.execute("UPDATE parts SET file = ? WHERE id = ?", [file, made.lastrowid])


def _days(days: pl.Series) -> tuple[str, str]:
    first, last = days.min(), days.max()
    return str(first), str(last)


def write_file(rows: pl.DataFrame, path: Path) -> None:
    """Write a file that is on the disk when this returns."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with path.open("wb") as file:
        rows.write_parquet(file, compression="lz4")
        file.flush()
        os.fsync(file.fileno())


def words_file(facts: Path) -> Path:
    """Return the file of words beside one of facts."""
    return facts.with_suffix(".words.parquet")


def merge_parts(connection: sqlite3.Connection, to: Streamed, *, batch: int, at: datetime) -> None:
    """Make one file of many small ones of a batch, level by level."""
    level = 0
    while True:
        parts = connection.execute(
            "SELECT id, file FROM parts WHERE batch = ? AND level = ?", [batch, level]
        ).fetchall()
        if len(parts) < MERGED_FROM:
            return
        files = [to.folder / file for _, file in parts]
        rows = pl.concat([pl.read_parquet(file) for file in files])
        if to.words:
            words = pl.concat([pl.read_parquet(words_file(file)) for file in files])
            rows = rows.join(words, on=to.id, how="left")
        connection.executemany("DELETE FROM parts WHERE id = ?", [(each,) for each, _ in parts])
        throw_away(connection, [file for _, file in parts], at=at)
        day = date.fromisoformat(files[0].parent.name)
        level += 1
        add_part(connection, to, rows, batch=batch, level=level, day=day)


def throw_away(connection: sqlite3.Connection, files: list[str], *, at: datetime) -> None:
    """Let files go that don't count any more, once nobody can be reading them."""
    rows = [(file, at.timestamp()) for file in files]
    connection.executemany("INSERT OR REPLACE INTO trash VALUES (?, ?)", rows)


def empty_trash(connection: sqlite3.Connection, to: Streamed, *, at: datetime) -> None:
    """Remove the files thrown away long enough ago."""
    old = at.timestamp() - _KEPT_S
    for (file,) in connection.execute("SELECT file FROM trash WHERE at < ?", [old]).fetchall():
        (to.folder / file).unlink(missing_ok=True)
        words_file(to.folder / file).unlink(missing_ok=True)
    connection.execute("DELETE FROM trash WHERE at < ?", [old])


def forget_strays(connection: sqlite3.Connection, to: Streamed) -> int:
    """Remove the files the ledger doesn't name: a kill left them; returns how many."""
    named = "SELECT file FROM parts UNION SELECT file FROM trash"
    known = {file for (file,) in connection.execute(named)}
    known |= {words_file(Path(file)).as_posix() for file in known}
    strays = [
        file
        for file in to.folder.glob("*/*.parquet")
        if file.relative_to(to.folder).as_posix() not in known
    ]
    for file in strays:
        file.unlink(missing_ok=True)
    return len(strays)
