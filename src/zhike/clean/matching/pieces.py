"""What keys are made of: columns of the forms, or some of their characters."""

from dataclasses import dataclass

import polars as pl

from zhike.clean.matching.conditions import Form


@dataclass(frozen=True, slots=True)
class Piece:
    """A column of the forms, or `length` of its characters from `start` on (the rest for None)."""

    column: str
    start: int = 0
    length: int | None = None

    @property
    def name(self) -> str:
        """Return what tells the piece from others: `core`, or `core:0:2`."""
        cut = self.start or self.length
        return f"{self.column}:{self.start}:{self.length or ''}" if cut else self.column

    @property
    def expr(self) -> pl.Expr:
        """Return the piece of many customers."""
        whole = pl.col(self.column)
        return whole.str.slice(self.start, self.length) if self.start or self.length else whole

    def of(self, form: Form) -> list[str]:
        """Return the piece of one customer; a list gives several, nothing none."""
        value = form[self.column]
        if value is None:
            return []
        if isinstance(value, list):
            return value
        end = None if self.length is None else self.start + self.length
        return [value[self.start : end]]
