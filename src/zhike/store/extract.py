"""What one analysis table is made of: its columns and the SQL that reads them."""

from collections.abc import Mapping
from dataclasses import dataclass

from zhike.store.quoting import quoted

LIMIT_COLUMN = "customer_id"  # by which rows belong to who may see the customer


@dataclass(frozen=True, slots=True)
class Extract:
    """One table of the snapshot, declared beside the noun it is read from.

    `columns` maps column name to Ibis type (`int64`, `float64`, `string`, `date`, `boolean`). Both
    statements return exactly these columns by name; SQLite may return dates as text and booleans
    as 0 and 1, they are cast on the way. `sorted_by` decides the order of the rows in the file.

    With `key` and `touched_sql` a refresh reads only what changed. `touched_sql` returns, as one
    column named `key`, each of its values whose rows may differ since the revision written
    `{token}`, those that are gone included; all rows of such a value are replaced together. Both
    engines run it. Without them the table is written whole each time. `month_of` names the date by
    whose month a big table is cut into files. A table without customers is closed to everybody who
    may not see all of them, unless it is `for_everybody`.
    """

    name: str
    columns: Mapping[str, str]
    sqlite_sql: str
    postgres_sql: str
    sorted_by: tuple[str, ...] = ()
    key: str = ""
    touched_sql: str = ""
    month_of: str = ""
    for_everybody: bool = False

    def touched_since(self, token: int) -> "Extract":
        """Return the extract of the keys whose rows may differ since a revision."""
        sql = self._touched(token)
        return Extract(self.name, {self.key: self.columns[self.key]}, sql, sql)

    def since(self, token: int) -> "Extract":
        """Return the extract of these rows as they are now, of touched keys only."""
        only = f"WHERE own.{quoted(self.key)} IN ({self._touched(token)})"
        sqlite, postgres = (
            f"SELECT own.* FROM ({sql}) AS own {only}"  # noqa: S608 - declared
            for sql in (self.sqlite_sql, self.postgres_sql)
        )
        return Extract(self.name, self.columns, sqlite, postgres)

    def _touched(self, token: int) -> str:
        return self.touched_sql.replace("{token}", str(int(token)))
