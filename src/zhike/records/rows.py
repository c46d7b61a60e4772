"""Writing many rows at once, outside the ORM's row-by-row path (stack-clean.md §5)."""

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


def insert_rows(model: type[models.Model], frame: pl.DataFrame) -> None:
    """Insert the frame's rows; its columns are database columns, absent ones take defaults.

    Dates are Date columns, moments aware Datetime columns, JSON columns text.
    """
    if frame.is_empty():
        return
    whole = _with_defaults(model, frame)
    if connection.vendor == "sqlite":
        _executemany(model, whole)
    else:
        copy_in(model._meta.db_table, whole)


def _with_defaults(model: type[models.Model], frame: pl.DataFrame) -> pl.DataFrame:
    columns: list[pl.Expr] = []
    for field in model._meta.concrete_fields:
        name = str(field.column)
        if name in frame.columns:
            default = _default(field)
            value = pl.col(name)
            columns.append(value if default is None else value.fill_null(default))
        elif not field.primary_key:
            columns.append(pl.lit(_default(field)).alias(name))
    return frame.select(columns)


def _default(field: "models.Field[Any, Any]") -> Any:
    if field.null or not field.has_default():
        return None
    value = field.get_default()
    return json.dumps(value) if isinstance(field, models.JSONField) else value


def _executemany(model: type[models.Model], frame: pl.DataFrame) -> None:
    """Insert the rows; what all of them say stands in the statement and crosses over once."""
    frame = frame.with_columns(
        pl.col(pl.Date).dt.to_string("%Y-%m-%d"),
        pl.col(pl.Datetime(time_zone="*")).dt.convert_time_zone("UTC").dt.to_string("%F %T%.6f"),
    )
    same = _saying_one_thing(frame)
    differing = frame.drop(same)
    names = ", ".join(f'"{name}"' for name in (*differing.columns, *same))
    with connection.cursor() as cursor:
        literals = _literals(cursor, frame.select(same).rows())
        values = ", ".join(["%s"] * differing.width + literals)
        statement = f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({values})'  # noqa: S608
        cursor.executemany(statement, differing.rows())


def _saying_one_thing(frame: pl.DataFrame) -> list[str]:
    """Return the columns whose every row says the same; a text with a NUL would end a literal."""
    names = [name for name in frame.columns if name != "id"]
    equal = frame.select(pl.col(name).eq_missing(pl.col(name).first()).all() for name in names)
    first = frame.row(0, named=True)
    return [n for n in names if equal[n].item() and "\x00" not in str(first[n])]


def _literals(cursor: Any, rows: Sequence[tuple[Any, ...]]) -> list[str]:
    """Return the first row's values as SQLite itself writes them in a statement."""
    if not rows:
        return []
    cursor.execute("SELECT " + ", ".join(["quote(%s)"] * len(rows[0])), rows[0])
    return [str(said).replace("%", "%%") for said in cursor.fetchone()]


def copy_in(table: str, frame: pl.DataFrame) -> None:
    """Add the frame's rows to a table of PostgreSQL by COPY; arrays are written `{a,b}`."""
    frame = frame.with_columns(pl.col(pl.String).str.replace_all("\x00", "", literal=True))
    names = ", ".join(f'"{name}"' for name in frame.columns)
    statement = f'COPY "{table}" ({names}) FROM STDIN WITH (FORMAT csv)'
    body = frame.write_csv(include_header=False)  # null is nothing, an empty text is ""
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.write(body.encode())


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
    condition = among("id")
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


def moment(at: datetime) -> pl.Expr:
    """Return an aware moment as a column value."""
    return pl.lit(at.astimezone(UTC), dtype=pl.Datetime("us", "UTC"))


def chunks(frame: pl.DataFrame) -> list[pl.DataFrame]:
    """Return the frame cut into transactions of at most CHUNK rows."""
    return list(frame.iter_slices(CHUNK)) if frame.height else []
