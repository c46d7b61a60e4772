"""A table as people handed it over, and what each of its columns is taken to mean."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from zhike.words.place import Place


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file, word for word: every cell as text, every row with its number.

    `frame` has `_row` (Int64, 1-based as the file counts) and one text column a head; empty cells
    are null. `damaged` names cells (row, head) whose number the file itself no longer holds.
    """

    file: str
    sheet: str
    heads: tuple[str, ...]
    frame: pl.DataFrame
    title_rows: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    damaged: frozenset[tuple[int, str]] = frozenset()
    head_row: int = 0  # the row its heads stand in, as the file counts; 0 where there is no file

    def place(self, row: int, column: str = "") -> Place:
        """Return where a row, or one cell of it, stands."""
        return Place(self.file, self.sheet, row, column)


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A sheet that is not taken in, and the sentence that says why."""

    sheet: Sheet
    why: str


@dataclass(frozen=True, slots=True)
class Column:
    """One head and the field it is read as; `path` is FieldSpec.path, empty when unmapped.

    A `reckoned` column stands in no sheet: its head is the formula over the heads that do. A
    `known` one without a path is understood and never written: figures of a printed table.
    """

    head: str
    path: str
    unit: str = ""
    confidence: float = 1.0
    reckoned: bool = False
    known: bool = False


@dataclass(frozen=True, slots=True)
class Mapping:
    """How the heads of a sheet are read, with a sentence for each that was left alone."""

    columns: tuple[Column, ...]
    notes: tuple[str, ...] = ()

    def heads(self) -> dict[str, str]:
        """Return {head: field path} of the columns that are read."""
        return {column.head: column.path for column in self.columns if column.path}

    def nouns(self) -> frozenset[str]:
        """Return the nouns any column belongs to."""
        return frozenset(path.partition(".")[0] for path in self.heads().values())

    @classmethod
    def of(cls, paths: Iterable[tuple[str, str]]) -> "Mapping":
        """Return a mapping of plain (head, path) pairs, as forms and tests write it."""
        return cls(tuple(Column(head, path) for head, path in paths))
