"""Taking rows into a stream, in one step that a kill can't halve; and taking a batch back."""

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import polars as pl

from zhike.store.stream.arrivals import forget_answers, note_arrival, rows_held
from zhike.store.stream.ledger import (
    is_there,
    keys_of,
    raise_number,
    remember,
    seen_among,
    writing,
)
from zhike.store.stream.parts import (
    add_part,
    empty_trash,
    forget_strays,
    merge_parts,
    throw_away,
)
from zhike.store.stream.streamed import KEY, Streamed

INDEX, MARK, KEY_TEXT = "_index", "_mark", "_key"
KEPT = timedelta(days=7)  # how long the answer to a named call is given again
RESENT = timedelta(minutes=10)  # how long the very same body without a name is taken for a resend


@dataclass(frozen=True, slots=True)
class NamedCall:
    """A call that may be made again: under which name, and the mark of its body.

    One `by_body` has no name but its own body: within RESENT the same is taken for a resend.
    """

    name: str
    digest: str
    by_body: bool = False


@dataclass(frozen=True, slots=True)
class Arrival:
    """Rows that arrived together.

    `rows` has the table's columns but for its id and customer, the stream's words, and `_index`
    (place in the call), `_mark` (of the source's own id, null where there is none) and `_key` (what
    the source calls the customer by). `owners` says whose keys are known; `aside` are lines that
    can't be rows, each with its cause.
    """

    rows: pl.DataFrame
    batch: int
    day: date
    at: datetime
    owners: Mapping[str, int] = field(default_factory=dict)
    aside: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an arrival: how many rows are new, and which were there before (indexes).

    `rows` counts what its batch holds now; `arrival` is the number it can be taken back under.
    """

    new: int
    again: tuple[int, ...]
    rows: int
    arrival: int


class OtherBody(Exception):
    """A call's name came before with another body."""


class BatchUndone(Exception):
    """The batch was taken back meanwhile: the rows belong to another one."""


Answer = Callable[[Taken], dict[str, Any]]


def append(
    to: Streamed, arrival: Arrival, *, answer: Answer, call: NamedCall | None = None
) -> dict[str, Any]:
    """Take rows in and return the answer, kept under the call's name; all of it or nothing.

    A row whose mark was seen before, or twice in the arrival, is left out. A call that was answered
    before gets that answer and changes nothing; raises OtherBody when its body differs, and
    BatchUndone when the batch was taken back.
    """
    with writing(to.folder) as connection:
        before = _answered(connection, call, at=arrival.at) if call else None
        if before is not None:
            return before
        taken = _take(connection, to, arrival)
        told = answer(taken)
        if call is not None:
            _keep_answer(connection, call, told, arrival=taken.arrival, at=arrival.at)
        merge_parts(connection, to, batch=arrival.batch, at=arrival.at)
        empty_trash(connection, to, at=arrival.at)
        return told


def _answered(
    connection: sqlite3.Connection, call: NamedCall, *, at: datetime
) -> dict[str, Any] | None:
    since = at - (RESENT if call.by_body else KEPT)
    row = connection.execute(
        "SELECT digest, answer FROM calls WHERE name = ? AND at >= ?",
        [call.name, since.isoformat()],
    ).fetchone()
    if row is None:
        return None
    if row[0] != call.digest:
        raise OtherBody(call.name)
    told: dict[str, Any] = json.loads(row[1])
    return told | ({"repeated": True} if call.by_body else {})


def _keep_answer(
    connection: sqlite3.Connection,
    call: NamedCall,
    told: dict[str, Any],
    *,
    arrival: int,
    at: datetime,
) -> None:
    connection.execute("DELETE FROM calls WHERE at < ?", [(at - KEPT).isoformat()])
    said = json.dumps(told, ensure_ascii=False)
    connection.execute(
        "INSERT OR REPLACE INTO calls VALUES (?, ?, ?, ?, ?)",
        [call.name, call.digest, said, at.isoformat(), arrival],
    )


def _take(connection: sqlite3.Connection, to: Streamed, arrival: Arrival) -> Taken:
    if connection.execute("SELECT 1 FROM undone WHERE batch = ?", [arrival.batch]).fetchone():
        raise BatchUndone
    fresh, again = _fresh(connection, arrival.rows)
    last = raise_number(connection, "last_id", fresh.height)
    made = note_arrival(connection, arrival.batch, -last, fresh.height, at=arrival.at)
    if fresh.height:
        keys = keys_of(connection, fresh[KEY_TEXT].to_list(), owners=arrival.owners)
        numbered = fresh.with_columns(
            (pl.int_range(pl.len(), dtype=pl.Int64) - last).alias(to.id),
            pl.col(KEY_TEXT).replace_strict(keys, return_dtype=pl.Int64).alias(KEY),
        ).cast(to.facts)  # type: ignore[arg-type] # polars takes a mapping by name
        add_part(connection, to, numbered, batch=arrival.batch, level=0, day=arrival.day)
        marks = fresh[MARK].drop_nulls().to_list()
        remember(connection, marks, batch=arrival.batch, arrival=made)
        raise_number(connection, "token")
    rows = [(arrival.batch, arrival.at.isoformat(), *each, made) for each in arrival.aside]
    connection.executemany(
        "INSERT INTO aside (batch, at, cause, line, arrival) VALUES (?, ?, ?, ?, ?)", rows
    )
    return Taken(fresh.height, again, rows_held(connection, arrival.batch), made)


def _fresh(
    connection: sqlite3.Connection, rows: pl.DataFrame
) -> tuple[pl.DataFrame, tuple[int, ...]]:
    """Return the rows nobody saw before, and the places of the others."""
    marked = pl.col(MARK).is_not_null()
    seen = seen_among(connection, rows[MARK].drop_nulls().to_list())
    known = marked & pl.col(MARK).is_in(list(seen))
    again = known | (marked & ~pl.col(MARK).is_first_distinct())
    told = rows.select(pl.col(INDEX), again=again)
    places = told.filter("again")[INDEX].to_list()
    return rows.filter(~told["again"]), tuple(places)


def undo_stream_batch(to: Streamed, batch: int, *, at: datetime) -> int:
    """Take every row of a batch back; returns how many. Its rows may be handed in again."""
    if not is_there(to.folder):
        return 0
    with writing(to.folder) as connection:
        parts = connection.execute("SELECT file, rows FROM parts WHERE batch = ?", [batch])
        gone = parts.fetchall()
        connection.execute("DELETE FROM parts WHERE batch = ?", [batch])
        connection.execute("DELETE FROM aside WHERE batch = ?", [batch])
        forget_answers(connection, batch)
        connection.execute("INSERT OR IGNORE INTO undone VALUES (?)", [batch])
        throw_away(connection, [file for file, _ in gone], at=at)
        raise_number(connection, "token")
    return sum(rows for _, rows in gone)


def tidy_stream(to: Streamed) -> int:
    """Remove what killed processes left; call when the home is made ready."""
    if not is_there(to.folder):
        return 0
    with writing(to.folder) as connection:
        return forget_strays(connection, to)
