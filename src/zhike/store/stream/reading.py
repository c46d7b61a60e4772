"""Reading a stream beside the snapshot: sums of one customer, of batches, and unclaimed keys."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhike.store.engine import fresh_cursor
from zhike.store.manifest import read_sql
from zhike.store.quoting import quoted
from zhike.store.stream.ledger import is_there, number, reading, writing
from zhike.store.stream.streamed import KEY, Streamed

_STEP = 20_000


@dataclass(frozen=True, slots=True)
class Unclaimed:
    """A key nobody answers to yet, with its rows and the newest day of them."""

    text: str
    rows: int
    last_on: date


def rows_of_keys(
    to: Streamed, texts: Sequence[str], *, select: str, since: date | None = None, rest: str = ""
) -> list[tuple[Any, ...]]:
    """Return `select … rest` over the rows of some keys, since a day; nothing where none arrived.

    `select` and `rest` are SQL of ours, such as "event_kind, sum(count)" and "GROUP BY 1".
    """
    if not is_there(to.folder):
        return []
    with reading(to.folder) as connection:
        keys = connection.execute(
            "SELECT id FROM keys WHERE text IN (SELECT value FROM json_each(?))",
            [json.dumps(list(texts), ensure_ascii=False)],
        ).fetchall()
        files = connection.execute(
            "SELECT file FROM parts WHERE last_on >= ?", [(since or date.min).isoformat()]
        ).fetchall()
    if not keys or not files:
        return []
    wanted = ", ".join(str(key) for (key,) in keys)
    days = f" AND {quoted(to.day)} >= DATE '{since.isoformat()}'" if since else ""
    source = read_sql(to.folder, [file for (file,) in files])
    sql = f"SELECT {select} FROM {source} WHERE {KEY} IN ({wanted}){days} {rest}"  # noqa: S608
    with fresh_cursor() as cursor:
        return cursor.execute(sql).fetchall()


def rows_with_ids(
    to: Streamed, ids: Sequence[int], *, select: str
) -> dict[int, tuple[int | None, tuple[Any, ...]]]:
    """Return by id whose a row is now (None: nobody's yet) and `select` of it, SQL of ours."""
    if not is_there(to.folder) or not ids:
        return {}
    with reading(to.folder) as connection:
        owners = dict(connection.execute("SELECT id, owner FROM keys").fetchall())
        files = [file for (file,) in connection.execute("SELECT file FROM parts").fetchall()]
    if not files:
        return {}
    wanted = ", ".join(str(int(each)) for each in ids)
    sql = (
        f"SELECT {quoted(to.id)}, {KEY}, {select} FROM {read_sql(to.folder, files)} "  # noqa: S608
        f"WHERE {quoted(to.id)} IN ({wanted})"
    )
    with fresh_cursor() as cursor:
        rows = cursor.execute(sql).fetchall()
    return {row[0]: (owners.get(row[1]), row[2:]) for row in rows}


def count_rows(to: Streamed) -> int:
    """Return how many rows count, claimed or not."""
    if not is_there(to.folder):
        return 0
    with reading(to.folder) as connection:
        return int(connection.execute("SELECT coalesce(sum(rows), 0) FROM parts").fetchone()[0])


def lines_aside(to: Streamed, *, most: int) -> list[tuple[int, str, str, str]]:
    """Return the newest lines that could not be rows: batch, when, cause, the line itself."""
    if not is_there(to.folder):
        return []
    with reading(to.folder) as connection:
        return connection.execute(
            "SELECT batch, at, cause, line FROM aside ORDER BY id DESC LIMIT ?", [most]
        ).fetchall()


def unclaimed(to: Streamed, *, most: int) -> tuple[int, int, list[Unclaimed]]:
    """Return how many rows have keys nobody answers to, how many keys, and the heaviest of them."""
    if not is_there(to.folder):
        return 0, 0, []
    with reading(to.folder) as connection:
        keys = dict(connection.execute("SELECT id, text FROM keys WHERE owner IS NULL").fetchall())
        files = [file for (file,) in connection.execute("SELECT file FROM parts").fetchall()]
    if not keys or not files:
        return 0, 0, []
    found = _tallied(to, files, list(keys))
    rows = sum(count for _, count, _ in found)
    heaviest = [Unclaimed(keys[key], count, last) for key, count, last in found[:most]]
    return rows, len(found), heaviest


def _tallied(to: Streamed, files: list[str], keys: list[int]) -> list[tuple[int, int, date]]:
    wanted = ", ".join(map(str, keys))
    sql = (
        f"SELECT {KEY}, count(*) AS n, max({quoted(to.day)}) FROM {read_sql(to.folder, files)} "  # noqa: S608
        f"WHERE {KEY} IN ({wanted}) GROUP BY 1 ORDER BY n DESC, 1"
    )
    with fresh_cursor() as cursor:
        return cursor.execute(sql).fetchall()


def book_seen(to: Streamed) -> int:
    """Return the book's revision up to which keys were matched with customers."""
    if not is_there(to.folder):
        return 0
    with reading(to.folder) as connection:
        return number(connection, "book")


def texts_concerned(
    to: Streamed, *, texts: Iterable[str], owners: Iterable[int]
) -> Iterator[list[str]]:
    """Give, by the thousand, the known keys among these texts and those of these owners."""
    named = json.dumps(list(texts), ensure_ascii=False)
    owning = json.dumps(list(owners))
    with reading(to.folder) as connection:
        rows = connection.execute(
            "SELECT text FROM keys WHERE text IN (SELECT value FROM json_each(?)) "
            "UNION SELECT text FROM keys WHERE owner IN (SELECT value FROM json_each(?))",
            [named, owning],
        ).fetchall()
    yield from _steps([text for (text,) in rows])


def all_texts(to: Streamed) -> Iterator[list[str]]:
    """Give every key, by the thousand."""
    with reading(to.folder) as connection:
        rows = connection.execute("SELECT text FROM keys").fetchall()
    yield from _steps([text for (text,) in rows])


def _steps(texts: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(texts), _STEP):
        yield texts[start : start + _STEP]


def set_owners(to: Streamed, owners: dict[str, int | None], *, book: int | None = None) -> int:
    """Note whose keys are whose now; returns how many changed. `book` is the revision they hold."""
    with writing(to.folder) as connection:
        before = connection.total_changes
        connection.executemany(
            "UPDATE keys SET owner = ? WHERE text = ? AND owner IS NOT ?",
            [(owner, text, owner) for text, owner in owners.items()],
        )
        changed = connection.total_changes - before
        if changed:
            connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'token'")
        if book is not None:
            connection.execute("UPDATE meta SET value = ? WHERE name = 'book'", [book])
    return changed
