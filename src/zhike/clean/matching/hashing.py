"""Many key texts as numbers at once, the same as `blocking` makes of one."""

from collections.abc import Iterable

import duckdb
import polars as pl

from zhike.clean.matching.blocking import BITS


def key_rows(texts: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Return `key` (a number) and `id` of frames of id and key text, each pair once."""
    schema = {"key": pl.Int64, "id": pl.Int64}
    return pl.concat([pl.DataFrame(schema=schema), *numbered(texts)]).unique()


def numbered(texts: Iterable[pl.DataFrame]) -> list[pl.DataFrame]:
    """Return frames with their key texts as numbers, `key` first; empty ones are left out."""
    with duckdb.connect() as connection:
        return [_numbered(connection, frame) for frame in texts if frame.height]


def _numbered(connection: duckdb.DuckDBPyConnection, frame: pl.DataFrame) -> pl.DataFrame:
    connection.register("texts", frame.to_arrow())
    mask = (1 << BITS) - 1
    found: pl.DataFrame = connection.sql(
        f"select (md5_number_lower(key) & {mask}::ubigint)::bigint as key, * exclude key from texts"  # noqa: S608
    ).pl()
    connection.unregister("texts")
    return found
