"""New rows of a big proposal on SQLite: laid beside the book, copied in by bounded transactions."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass

import polars as pl
from django.db import connection, transaction

from zhike.records.customer.models import Customer
from zhike.records.inserting import Ready
from zhike.records.intake.nouns import PARENTS, Noun
from zhike.records.intake.numbers import taken
from zhike.records.interaction.follow import customers_of, refresh_last_follow
from zhike.records.revision.changes import next_rev
from zhike.records.rows import CHUNK, allocate_ids
from zhike.records.search import table as search
from zhike.records.staging import ROWS, lay, staged

_NUMBERED = ("number_month", "number_seq", "number")
_NUMBERS = (
    "r._month",
    "r._nth + numbered.before",
    "'C' || r._month || printf('%%03d', r._nth + numbered.before)",
)


@dataclass(frozen=True, slots=True)
class Made:
    """New rows as they go in, and of customers what they are found by and their months."""

    rows: Ready
    documents: pl.Series
    months: pl.Series


def insert_staged(
    noun: Noun, make: Callable[[], Made], *, batch_id: int, progress: Callable[[int], None]
) -> dict[str, int]:
    """Insert the rows that `make` gives; returns the ids they got by identity.

    Of rows that nothing hangs on it returns none. Once laid in the file, nothing else holds them.
    """
    numbered = noun.model is Customer
    statement, identities = _laid(make(), batch_id, numbered=numbered)
    got: list[int] = []
    with staged(batch_id), search.many_puts() if numbered else nullcontext():
        for start in range(0, len(identities), CHUNK):
            count = min(CHUNK, len(identities) - start)
            with transaction.atomic():
                got += _copy(noun, statement, start, count)
            progress(count)
    if noun.name not in PARENTS:
        return {}
    return dict(zip(identities.to_list(), got, strict=True))


def _laid(made: Made, batch_id: int, *, numbered: bool) -> tuple[str, pl.Series]:
    """Lay rows in a file; returns the statement that copies some, and the rows' identities."""
    whole = made.rows.frame
    if numbered:
        counted = pl.int_range(1, pl.len() + 1).over("_month")
        whole = whole.with_columns(_pieces=made.documents, _month=made.months)
        whole = whole.with_columns(_nth=counted)
    lay(whole, batch_id)
    return _statement(made.rows, numbered=numbered), whole["identity"]


def _statement(rows: Ready, *, numbered: bool) -> str:
    """Return the SQL that copies some rows; takes the shift of ids, the revision, first and last.

    Of customers also, in place of `{before}`, how far each month has counted.
    """
    own = [f'"{name}"' for name in rows.frame.columns]
    names = [*own, *(f'"{name}"' for name in rows.shared), "id", "rev"]
    values = [*(f"r.{name}" for name in own), *rows.shared.values(), "r.rowid + %s", "%s"]
    source = f"{ROWS} AS r"
    if numbered:
        names += _NUMBERED
        values += _NUMBERS
        source += " CROSS JOIN numbered ON numbered.month = r._month"
    return (
        f'INSERT INTO "{rows.table}" ({", ".join(names)}) '  # noqa: S608 - our own names
        f"SELECT {', '.join(values)} FROM {source} WHERE r.rowid BETWEEN %s AND %s"
    )


def _copy(noun: Noun, statement: str, start: int, count: int) -> list[int]:
    """Copy some of the rows within a transaction; returns their ids."""
    rev = next_rev()  # first, so that ids and numbers below are ours alone
    ids = allocate_ids(noun.model, count)
    first, last = start + 1, start + count
    shift = ids[0] - first
    with connection.cursor() as cursor:
        if noun.model is Customer:
            search.put_staged(shift, first, last)
            statement = _numbered(first, last) + statement
        cursor.execute(statement, [shift, rev, first, last])
    refresh_last_follow(customers_of(noun.model, ids))
    return ids


def _numbered(first: int, last: int) -> str:
    """Return what stands before a statement for customers: how far each month has counted."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT _month, min(_nth) FROM {ROWS} "  # noqa: S608
            "WHERE rowid BETWEEN %s AND %s GROUP BY _month",
            [first, last],
        )
        nth = dict(cursor.fetchall())
    counted = taken(list(nth))
    pairs = ", ".join(f"({month}, {counted[month] - at + 1})" for month, at in nth.items())
    return f"WITH numbered (month, before) AS (VALUES {pairs}) "
