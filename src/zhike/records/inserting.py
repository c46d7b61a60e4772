"""Many new rows into a table: made ready once, put in a transaction at a time."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.db import connection, models


@dataclass(frozen=True, slots=True)
class Ready:
    """Rows in the form the database takes them; what all of them say stands apart, as SQL."""

    table: str
    frame: pl.DataFrame
    shared: dict[str, str]


def insert_rows(model: type[models.Model], frame: pl.DataFrame) -> None:
    """Insert the frame's rows; its columns are database columns, absent ones take defaults.

    Dates are Date columns, moments aware Datetime columns, JSON columns text.
    """
    if frame.height:
        rows = ready(model, frame)
        put_in(rows, rows.frame)


def ready(model: type[models.Model], frame: pl.DataFrame, *, later: Sequence[str] = ()) -> Ready:
    """Return rows ready for `put_in`; columns named `later` join them only then."""
    table, whole = model._meta.db_table, _with_defaults(model, frame, later)
    if connection.vendor != "sqlite" or whole.is_empty():
        return Ready(table, whole, {})
    whole = whole.with_columns(
        pl.col(pl.Date).dt.to_string("%Y-%m-%d"),
        pl.col(pl.Datetime(time_zone="*")).dt.convert_time_zone("UTC").dt.to_string("%F %T%.6f"),
    )
    shared = _shared(whole)
    return Ready(table, whole.drop(shared), shared)


def put_in(rows: Ready, some: pl.DataFrame) -> None:
    """Insert some of the rows, with what was still missing as columns beside theirs."""
    if connection.vendor != "sqlite":
        copy_in(rows.table, some)
        return
    names = ", ".join(f'"{name}"' for name in (*some.columns, *rows.shared))
    values = ", ".join([*["%s"] * some.width, *rows.shared.values()])
    statement = f'INSERT INTO "{rows.table}" ({names}) VALUES ({values})'  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(statement, some.rows())


def _with_defaults(
    model: type[models.Model], frame: pl.DataFrame, later: Sequence[str]
) -> pl.DataFrame:
    columns: list[pl.Expr] = []
    for field in model._meta.concrete_fields:
        name = str(field.column)
        if name in frame.columns:
            default = _default(field)
            value = pl.col(name)
            columns.append(value if default is None else value.fill_null(default))
        elif not field.primary_key and name not in later:
            columns.append(pl.lit(_default(field)).alias(name))
    return frame.select(columns)


def _default(field: "models.Field[Any, Any]") -> Any:
    if field.null or not field.has_default():
        return None
    value = field.get_default()
    return json.dumps(value) if isinstance(field, models.JSONField) else value


def _shared(frame: pl.DataFrame) -> dict[str, str]:
    """Return the columns whose every row says the same, as SQLite itself writes their value.

    Not the identity, which those who insert ask for; a text with a NUL would end the literal.
    """
    equal = frame.select(pl.all().eq_missing(pl.all().first()).all()).row(0, named=True)
    first = frame.row(0, named=True)
    names = [n for n in frame.columns if equal[n] and "\x00" not in str(first[n])]
    names = [name for name in names if name != "identity"]
    with connection.cursor() as cursor:
        holes = ", ".join(["quote(%s)"] * len(names))
        cursor.execute(f"SELECT 0, {holes}".rstrip(", "), [first[name] for name in names])
        said = cursor.fetchone()[1:]
    return {name: str(one).replace("%", "%%") for name, one in zip(names, said, strict=True)}


def copy_in(table: str, frame: pl.DataFrame) -> None:
    """Add the frame's rows to a table of PostgreSQL by COPY; arrays are written `{a,b}`."""
    frame = frame.with_columns(pl.col(pl.String).str.replace_all("\x00", "", literal=True))
    names = ", ".join(f'"{name}"' for name in frame.columns)
    statement = f'COPY "{table}" ({names}) FROM STDIN WITH (FORMAT csv)'
    body = frame.write_csv(include_header=False)  # null is nothing, an empty text is ""
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.write(body.encode())
