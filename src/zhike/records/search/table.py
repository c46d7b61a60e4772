"""The table of pieces: SQLite FTS5, PostgreSQL text[] with GIN (DESIGN §6)."""

from collections.abc import Sequence
from typing import Any, cast

import polars as pl
from django.db import connection

from zhike.clean.pieces import stored_pieces
from zhike.clean.pinyin import search_pieces
from zhike.records.inserting import copy_in
from zhike.records.rows import among, as_one

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
