"""What arrived together in a stream: noted with its rows, and taken back alone."""

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from zhike.store.stream.ledger import is_there, raise_number, reading, writing
from zhike.store.stream.parts import add_part, throw_away, words_file
from zhike.store.stream.streamed import Streamed


@dataclass(frozen=True, slots=True)
class Came:
    """Rows that arrived together: their number, the batch they belong to, how many, when (ISO)."""

    id: int
    batch: int
    rows: int
    at: str


def note_arrival(
    connection: sqlite3.Connection, batch: int, first_id: int, rows: int, *, at: datetime
) -> int:
    """Note which ids rows got that arrived together; returns the number of the arrival."""
    said = (batch, first_id, rows, at.isoformat())
    made = connection.execute(
        "INSERT INTO arrivals (batch, first_id, rows, at) VALUES (?, ?, ?, ?)", said
    )
    return int(made.lastrowid or 0)


def rows_held(connection: sqlite3.Connection, batch: int) -> int:
    """Return how many rows a batch holds now."""
    sql = "SELECT coalesce(sum(rows), 0) FROM parts WHERE batch = ?"
    return int(connection.execute(sql, [batch]).fetchone()[0])


def forget_answers(connection: sqlite3.Connection, batch: int) -> None:
    """Forget a batch's arrivals and what was answered to them, so that they may come again."""
    mine = "SELECT id FROM arrivals WHERE batch = ?"
    connection.execute(f"DELETE FROM calls WHERE arrival IN ({mine})", [batch])  # noqa: S608
    connection.execute("DELETE FROM arrivals WHERE batch = ?", [batch])


def arrival(to: Streamed, number: int) -> Came | None:
    """Return what arrived under a number; None where nothing did, or it was taken back."""
    if not is_there(to.folder):
        return None
    with reading(to.folder) as connection:
        sql = "SELECT id, batch, rows, at FROM arrivals WHERE id = ?"
        row = connection.execute(sql, [number]).fetchone()
    return Came(*row) if row else None


def newest_arrivals(to: Streamed, batch: int, *, most: int) -> list[Came]:
    """Return what arrived last of a batch, the newest first."""
    if not is_there(to.folder):
        return []
    with reading(to.folder) as connection:
        sql = "SELECT id, batch, rows, at FROM arrivals WHERE batch = ? ORDER BY id DESC LIMIT ?"
        return [Came(*row) for row in connection.execute(sql, [batch, most])]


def undo_arrival(to: Streamed, number: int, *, at: datetime) -> int | None:
    """Take the rows of one arrival back and return how many its batch holds still.

    None where nothing arrived under the number. The rows may be handed in again.
    """
    if not is_there(to.folder):
        return None
    with writing(to.folder) as connection:
        sql = "SELECT batch, first_id, rows FROM arrivals WHERE id = ?"
        row = connection.execute(sql, [number]).fetchone()
        if row is None:
            return None
        batch, first, rows = row
        _take_out(connection, to, batch, range(first, first + rows), at=at)
        for table in ("seen", "aside", "calls"):
            connection.execute(f"DELETE FROM {table} WHERE arrival = ?", [number])  # noqa: S608
        connection.execute("DELETE FROM arrivals WHERE id = ?", [number])
        raise_number(connection, "token")
        return rows_held(connection, batch)


def _take_out(
    connection: sqlite3.Connection, to: Streamed, batch: int, ids: range, *, at: datetime
) -> None:
    """Write the files that hold some of these ids anew, without them."""
    here = pl.col(to.id).is_between(ids.start, ids.stop, closed="left")
    parts = connection.execute("SELECT id, file, level FROM parts WHERE batch = ?", [batch])
    for part, name, level in parts.fetchall():
        file = to.folder / name
        if not pl.scan_parquet(file).filter(here).select(pl.len()).collect().item():
            continue
        kept = pl.read_parquet(file).filter(~here)
        if to.words:
            kept = kept.join(pl.read_parquet(words_file(file)), on=to.id, how="left")
        connection.execute("DELETE FROM parts WHERE id = ?", [part])
        throw_away(connection, [name], at=at)
        if kept.height:
            day = date.fromisoformat(file.parent.name)
            add_part(connection, to, kept, batch=batch, level=level, day=day)
