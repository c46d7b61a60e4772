"""The analysis tables as one person may see them: described for Ibis, bound only when run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import duckdb
import ibis.expr.operations as ops
import pyarrow as pa

from zhike.store.compile import sql_of, sql_with_types
from zhike.store.engine import fresh_cursor
from zhike.store.extract import LIMIT_COLUMN
from zhike.store.manifest import Manifest
from zhike.store.quoting import quoted
from zhike.store.shape import Shape
from zhike.words.problem import Refused
from zhike.words.viewer import Sight

_SIGHT = "sight_of_viewer"
_ARROW_NAMES = {
    "large_string": "string",
    "string_view": "string",
    "double": "float64",
    "float": "float32",
    "date32[day]": "date",
    "bool": "boolean",
}


@dataclass(frozen=True, slots=True)
class Source:
    """Where the rows of one table are and what columns it has.

    `rows` is an Arrow table, or the item DuckDB reads them from, as `StoredTable.sql` gives it.
    """

    columns: Mapping[str, str]
    rows: str | pa.Table
    for_everybody: bool = False


class Tables:
    """The tables of one snapshot, limited to the customers one person may see.

    `tables["orders"]` and `tables.orders` are unbound Ibis tables; `run` is the only way to get
    rows, and every table it binds passes the row limit, but for those `for_everybody`.
    `customer_ids=None` hides nothing.
    """

    def __init__(
        self, sources: Mapping[str, Source], *, customer_ids: Sequence[int] | None = None
    ) -> None:
        self._sources = dict(sources)
        self._customer_ids = None if customer_ids is None else tuple(customer_ids)
        self.shape = Shape(
            tuple((name, tuple(source.columns.items())) for name, source in sources.items()),
            frozenset(name for name, source in sources.items() if self._hides(source)),
        )

    @classmethod
    def from_arrow(
        cls, rows: Mapping[str, pa.Table], *, customer_ids: Sequence[int] | None = None
    ) -> Self:
        """Return tables over Arrow tables in memory, for tests and notebooks."""
        sources = {name: Source(_columns_of(table), table) for name, table in rows.items()}
        return cls(sources, customer_ids=customer_ids)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the tables that may be asked."""
        return self.shape.names

    def __contains__(self, name: str) -> bool:
        return name in self.shape

    def hides(self, name: str) -> bool:
        """Say whether a table is there but can't be limited to what this person may see."""
        return self.shape.hides(name)

    def __getitem__(self, name: str) -> Any:
        """Return one unbound Ibis table; raises Refused when it is absent or can't be limited."""
        return self.shape[name]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return self[name]

    def sql(self, expr: Any, dialect: str = "duckdb") -> str:
        """Return the SQL an engine would be asked, for golden tests and for reading."""
        return sql_of(expr, dialect)

    def run(self, expr: Any) -> pa.Table:
        """Return the rows of an expression over these tables, in exactly its declared types.

        Raises Refused when the expression asks for a table that is absent or can't be limited.
        """
        wanted = {node.name: self._source(node.name) for node in _unbound_in(expr)}
        with fresh_cursor() as cursor:
            if self._customer_ids is not None:
                cursor.register(_SIGHT, _ids_table(self._customer_ids))
            for name, source in wanted.items():
                self._bind(cursor, name, source)
            # Asked for as a relation, a long query is parsed, tokenised and planned twice over.
            cursor.execute(f"CREATE TEMP TABLE answer AS {sql_with_types(expr)}")
            return cursor.sql("FROM answer").to_arrow_table()

    def _source(self, name: str) -> Source:
        self.shape.allow(name)
        return self._sources[name]

    def _hides(self, source: Source) -> bool:
        return self._limits(source) and LIMIT_COLUMN not in source.columns

    def _limits(self, source: Source) -> bool:
        return self._customer_ids is not None and not source.for_everybody

    def _bind(self, cursor: duckdb.DuckDBPyConnection, name: str, source: Source) -> None:
        columns = ", ".join(quoted(column) for column in source.columns)
        origin = source.rows
        if isinstance(origin, pa.Table):
            cursor.register(f"rows of {name}", origin)
            origin = quoted(f"rows of {name}")
        limit = f" WHERE {LIMIT_COLUMN} IN (FROM {_SIGHT})" if self._limits(source) else ""
        rows = f"SELECT {columns} FROM {origin}{limit}"  # noqa: S608 - names are quoted
        cursor.execute(f"CREATE TEMP VIEW {quoted(name)} AS {rows}")


def tables_for(sight: Sight, manifest: Manifest | None) -> Tables:
    """Return the tables of a snapshot as this sight may see them; the only way to bind them.

    Raises Refused when there is no snapshot yet.
    """
    if manifest is None:
        raise Refused("还没有分析快照，请先运行 zhike analyse 或在页面上点“重新分析”")
    sources = {
        table.name: Source(table.columns, table.sql(manifest.folder), table.for_everybody)
        for table in manifest.tables
    }
    return Tables(sources, customer_ids=sight.customer_ids)


def _unbound_in(expr: Any) -> Any:
    return expr.op().find(ops.UnboundTable)


def _ids_table(customer_ids: Sequence[int]) -> pa.Table:
    return pa.table({LIMIT_COLUMN: pa.array(customer_ids, pa.int64())})


def _columns_of(table: pa.Table) -> dict[str, str]:
    names = {field.name: str(field.type) for field in table.schema}
    return {name: _ARROW_NAMES.get(kind, kind) for name, kind in names.items()}
