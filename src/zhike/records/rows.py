"""Ids, changes and removal of many rows at once, outside the ORM's row-by-row path."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import polars as pl
from django.db import connection, models

CHUNK = 2_000  # rows a transaction may hold, so that other writers never wait long (DESIGN §3)


def allocate_ids(model: type[models.Model], count: int) -> list[int]:
    """Return `count` fresh ids of the model's table; call inside the transaction that uses them."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            row = cursor.fetchone()
            first = (row[0] if row else 0) + 1
            return list(range(first, first + count))
        cursor.execute(
            "WITH counter AS MATERIALIZED (SELECT pg_get_serial_sequence(%s, 'id')::regclass AS it)"
            " SELECT nextval(it) FROM counter, generate_series(1, %s)",
            [table, count],
        )
        return [row[0] for row in cursor.fetchall()]


def update_rows(
    model: type[models.Model], values: Sequence[tuple[int, dict[str, Any]]], *, rev: int
) -> None:
    """Set the given columns of rows by id and stamp them with `rev`."""
    by_columns: dict[tuple[str, ...], list[list[Any]]] = {}
    for record_id, changed in values:
        names = tuple(sorted(changed))
        by_columns.setdefault(names, []).append(
            [*(_stored(model, name, changed[name]) for name in names), rev, record_id]
        )
    with connection.cursor() as cursor:
        for names, parameters in by_columns.items():
            sets = ", ".join(f'"{name}" = %s' for name in names)
            cursor.executemany(
                f'UPDATE "{model._meta.db_table}" SET {sets}, rev = %s WHERE id = %s',  # noqa: S608
                parameters,
            )


def _stored(model: type[models.Model], column: str, value: Any) -> Any:
    field = next(f for f in model._meta.concrete_fields if f.column == column)
    return field.get_db_prep_save(value, connection)


def delete_rows(model: type[models.Model], ids: Sequence[int]) -> None:
    """Remove rows without a trace: only what nobody ever saw, children before their parents."""
    condition = among(model._meta.pk.column or "id")
    with connection.cursor() as cursor:
        cursor.execute(
            f'DELETE FROM "{model._meta.db_table}" WHERE {condition}',  # noqa: S608
            [as_one(ids)],
        )


def among(column: str) -> str:
    """Return the condition that a column holds one of the values of `as_one`, its parameter."""
    if connection.vendor == "sqlite":
        return f'"{column}" IN (SELECT value FROM json_each(%s))'  # noqa: S608
    return f'"{column}" = ANY(%s)'


def as_one(values: Sequence[Any]) -> Any:
    """Return many values as one parameter: thousands of them cost more than the search itself."""
    values = list(values)
    return json.dumps(values, ensure_ascii=False) if connection.vendor == "sqlite" else values


def holding(rows: Any, column: str, values: Sequence[Any]) -> Any:
    """Return the rows of a query whose column holds one of many values, as `among` asks it."""
    return rows.extra(where=[among(column)], params=[as_one(values)])  # noqa: S610 - our columns


def moment(at: datetime) -> pl.Expr:
    """Return an aware moment as a column value."""
    return pl.lit(at.astimezone(UTC), dtype=pl.Datetime("us", "UTC"))


def chunks(frame: pl.DataFrame) -> list[pl.DataFrame]:
    """Return the frame cut into transactions of at most CHUNK rows."""
    return list(frame.iter_slices(CHUNK)) if frame.height else []
