"""What a format reader hands on: cells by position, before anybody looked for a header."""

from dataclasses import dataclass

import polars as pl

Range = tuple[int, int, int, int]  # first row, first column, last row, last column; rows 1-based


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one sheet as text.

    `frame` has `_row` (Int64, 1-based) and text columns `0`, `1`, … by position; blank rows are
    left out, their numbers are not reused. `merged` is empty where finding it would cost too much,
    which `notes` say then.
    """

    file: str
    sheet: str
    frame: pl.DataFrame
    merged: tuple[Range, ...] = ()
    notes: tuple[str, ...] = ()
    damaged: frozenset[tuple[int, int]] = frozenset()  # (row, position)

    @property
    def positions(self) -> list[str]:
        """Return the names of the cell columns, left to right."""
        return [name for name in self.frame.columns if name != "_row"]


def grid_frame(cells: pl.DataFrame, rows: pl.Series | None = None) -> pl.DataFrame:
    """Return the frame of a Grid: positions as names, `_row` in front, blank rows left out.

    `rows` are the 1-based row numbers; without it the rows are counted from 1.
    """
    named = cells.rename({name: str(at) for at, name in enumerate(cells.columns)})
    numbers = (
        pl.int_range(1, cells.height + 1, dtype=pl.Int64, eager=True) if rows is None else rows
    )
    blank = pl.all_horizontal(
        pl.col(pl.String).is_null() | (pl.col(pl.String).str.strip_chars() == "")
    )
    return named.insert_column(0, numbers.rename("_row")).filter(~blank)
