"""What one analysis table is made of: its columns and the SQL that reads them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Extract:
    """One table of the snapshot, declared beside the noun it is read from.

    `columns` maps column name to Ibis type (`int64`, `float64`, `string`, `date`, `boolean`). Both
    statements return exactly these columns by name; SQLite may return dates as text and booleans
    as 0 and 1, they are cast on the way. `sorted_by` decides the order of the rows in the file.
    """

    name: str
    columns: Mapping[str, str]
    sqlite_sql: str
    postgres_sql: str
    sorted_by: tuple[str, ...] = ()
