"""DuckDB in this process: one engine, a new cursor for every request."""

import atexit
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

import duckdb

_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


@lru_cache(maxsize=1)
def _engine_of(_process: int) -> duckdb.DuckDBPyConnection:
    engine = duckdb.connect(":memory:", config=_SETTINGS)
    atexit.register(engine.close)  # what it laid on the disk goes with it
    return engine


@contextmanager
def fresh_cursor() -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a cursor with a catalogue of its own (temporary views), closed afterwards.

    A process that was forked from one with an engine gets its own.
    """
    cursor = _engine_of(os.getpid()).cursor()
    try:
        yield cursor
    finally:
        cursor.close()
