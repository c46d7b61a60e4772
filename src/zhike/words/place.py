"""Where a value came from: a cell of a sheet of a file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """One row, or one cell when `column` is given, of what people handed over."""

    file: str
    sheet: str
    row: int
    column: str = ""

    def __str__(self) -> str:
        """Say it the way people point at a cell: `五月.xlsx#客户!17`."""
        where = f"{self.file}#{self.sheet}!{self.row}" if self.sheet else f"{self.file}!{self.row}"
        return f"{where} {self.column}" if self.column else where
