"""Turn an Ibis expression into the SQL of an engine; no connection is made."""

from functools import lru_cache
from typing import Any

import ibis
from ibis.backends.sql.datatypes import DuckDBType
from ibis.config import Config

from zhike.store.quoting import quoted


class _PysparkOptions(Config):  # type: ignore[misc] # ibis is untyped
    """The one option the Spark compiler asks for, so that it compiles without Spark installed."""

    treat_nan_as_null: bool = False


if ibis.options.pyspark is None:
    ibis.options.pyspark = _PysparkOptions()
# Laying selects into one takes half the time of compiling, and engines do it themselves.
ibis.options.sql.fuse_selects = False


def sql_of(expr: Any, dialect: str = "duckdb") -> str:
    """Return the SQL of an expression for `duckdb`, `postgres`, `clickhouse` or `pyspark`."""
    return _compiled(expr.as_table().op(), dialect)


def load_dialects() -> None:
    """Have all that compiling needs loaded: the first question of a process waits for it."""
    sql_with_types(ibis.table({"id": "int64"}, name="any"))


@lru_cache(maxsize=512)
def _compiled(operation: Any, dialect: str) -> str:
    return str(ibis.to_sql(operation.to_expr(), dialect=dialect))


def sql_with_types(expr: Any) -> str:
    """Return the DuckDB SQL of an expression whose columns have exactly its declared types.

    DuckDB sums integers to HUGEINT, which leaves as a float or decimal unless it is cast back.
    """
    schema = expr.as_table().schema()
    columns = ", ".join(cast_to(name, dtype) for name, dtype in schema.items())
    return f"SELECT {columns} FROM ({sql_of(expr)}) AS answer"  # noqa: S608 - names are quoted


def cast_to(name: str, dtype: Any) -> str:
    """Return `CAST("name" AS TYPE) AS "name"` in DuckDB's words."""
    column, kind = quoted(name), ibis.dtype(dtype)
    return (
        column if kind.is_null() else f"CAST({column} AS {DuckDBType.to_string(kind)}) AS {column}"
    )
