"""Questions are compiled for an engine without a connection."""

import sys

import ibis

from zhike.store.compile import load_dialects, sql_of


def test_what_compiling_needs_is_loaded_without_a_question() -> None:
    load_dialects()
    assert {"ibis.backends.sql.compilers", "sqlglot.dialects.duckdb"} <= sys.modules.keys()
    assert 'FROM "orders"' in sql_of(ibis.table({"id": "int64"}, name="orders"))
