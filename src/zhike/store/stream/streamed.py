"""What a stream is: the analysis table its rows join, and what is kept of them beside it."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from zhike.store.extract import LIMIT_COLUMN, Extract

KEY = "key_id"
OWNER = LIMIT_COLUMN
_TYPES: dict[str, pl.DataType | type[pl.DataType]] = {
    "int64": pl.Int64,
    "float64": pl.Float64,
    "string": pl.String,
    "date": pl.Date,
    "boolean": pl.Boolean,
}


@dataclass(frozen=True, slots=True)
class Streamed:
    """A table whose rows may also arrive as a stream, kept below `folder`.

    Its files have the table's columns, with KEY, a key's number, in place of the customer; ids are
    negative there, so that they never meet one of the book. `words` are text columns kept in files
    of their own, which no snapshot carries.
    """

    extract: Extract
    folder: Path
    words: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Return the column of a row's id."""
        return self.extract.key

    @property
    def day(self) -> str:
        """Return the column of a row's day."""
        return self.extract.month_of

    @property
    def facts(self) -> dict[str, pl.DataType | type[pl.DataType]]:
        """Return the columns of the files with their types."""
        names = {KEY if name == OWNER else name: kind for name, kind in self.columns}
        return {name: _TYPES[kind] for name, kind in names.items()}

    @property
    def columns(self) -> list[tuple[str, str]]:
        """Return the table's columns with their types."""
        return list(self.extract.columns.items())
