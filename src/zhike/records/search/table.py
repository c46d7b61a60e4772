"""The table of pieces: SQLite FTS5, PostgreSQL text[] with GIN (DESIGN §6)."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, cast

import polars as pl
from django.db import connection, transaction

from zhike.clean.pieces import stored_pieces
from zhike.clean.pinyin import search_pieces
from zhike.records.inserting import copy_in
from zhike.records.rows import among, as_one
from zhike.records.staging import ROWS

SQLITE_MAKE = (
    "CREATE VIRTUAL TABLE customer_search USING fts5("
    "pieces, detail=none, columnsize=0, tokenize='ascii')"
)
POSTGRES_MAKE = (
    "CREATE TABLE customer_search ("
    'customer_id bigint PRIMARY KEY, pieces text[] COLLATE "C" NOT NULL);'
    "CREATE INDEX customer_search_pieces ON customer_search USING gin (pieces)"
)
SOME = 50_000
_FEW, _MANY = 4, 16  # segments of one level that FTS5 lays together; 4 is its own way
SQLITE_PUT = "INSERT INTO customer_search (rowid, pieces) VALUES (%s, %s)"


def documents(texts: pl.Series) -> pl.Series:
    """Return the pieces of each text (names and numbers joined by a space), parted by blanks."""
    some = texts.to_frame().iter_slices(SOME)  # so that memory stays bounded
    return pl.concat([stored_pieces(each.to_series()) for each in some] or [texts])


def put(customer_ids: Sequence[int], pieces: pl.Series, *, fresh: bool) -> None:
    """Store the pieces of customers, in place of what stood there unless all are `fresh`."""
    if not fresh:
        drop(customer_ids)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.executemany(SQLITE_PUT, list(zip(customer_ids, pieces.to_list(), strict=True)))
    else:
        words = pieces.str.replace_all(r"\bnull\b", '"null"')  # a bare null is no word in an array
        arrays = "{" + words.str.replace_all(" ", ",", literal=True) + "}"
        rows = pl.DataFrame({"customer_id": customer_ids, "pieces": arrays})
        copy_in("customer_search", rows)


@contextmanager
def many_puts() -> Iterator[None]:
    """Lay many pieces together less often while this lasts: half the work, shorter waits.

    What is left apart is laid together by the writes that follow; searches hardly notice.
    """
    _merge_at(_MANY)
    try:
        yield
    finally:
        _merge_at(_FEW)


def _merge_at(segments: int) -> None:
    if connection.vendor == "sqlite":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO customer_search (customer_search, rank) VALUES ('automerge', %s)",
                [segments],
            )


def put_staged(shift: int, first: int, last: int) -> None:
    """Store the pieces of new customers from the rows laid beside the book (records.staging)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO customer_search (rowid, pieces) "  # noqa: S608 - a name of ours
            f"SELECT rowid + %s, _pieces FROM {ROWS} WHERE rowid BETWEEN %s AND %s",
            [shift, first, last],
        )


def drop(customer_ids: Sequence[int]) -> None:
    """Forget the pieces of customers."""
    key = "rowid" if connection.vendor == "sqlite" else "customer_id"
    condition = among(key)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM customer_search WHERE {condition}", [as_one(customer_ids)])  # noqa: S608


def matching_sql(text: str) -> tuple[str, list[object]] | None:
    """Return a subquery of ids that hold all pieces of the text; None when it has no piece."""
    pieces = sorted(set(search_pieces(text, initials=False)))
    if not pieces:
        return None
    if connection.vendor == "sqlite":
        wanted = " AND ".join('"' + piece.replace('"', '""') + '"' for piece in pieces)
        return "SELECT rowid FROM customer_search WHERE customer_search MATCH %s", [wanted]
    return "SELECT customer_id FROM customer_search WHERE pieces @> %s::text[]", [pieces]


def matching_ids(text: str) -> list[int] | None:
    """Return the ids that hold all pieces of the text; None when it has no piece."""
    found = matching_sql(text)
    if found is None:
        return None
    sql, parameters = found
    with connection.cursor() as cursor:
        cursor.execute(sql, cast(Any, parameters))
        return [row[0] for row in cursor.fetchall()]


def clear_search() -> None:
    """Forget the pieces of all customers."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM customer_search")
