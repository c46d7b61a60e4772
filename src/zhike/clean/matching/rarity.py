"""How rare a value is: a shared rare name says more than a shared frequent one."""

from dataclasses import dataclass, field
from typing import Protocol

import polars as pl

SMALLEST_BOOK = 20_000  # a value seen twice in a book of 50 isn't frequent for that
LEAST = {"contact": 2e-4, "person": 2e-4, "core": 1e-5}  # names of people are never that rare


class Book(Protocol):
    """Among whom customers are compared: how many there are, and how many have a value."""

    @property
    def size(self) -> int:
        """How many there are."""

    def counts(self, column: str) -> pl.DataFrame:
        """Return the column and `len` of the values that two and more have."""


@dataclass(frozen=True, slots=True)
class WholeBook:
    """A book whose forms are all at hand."""

    forms: pl.DataFrame

    @property
    def size(self) -> int:
        """How many there are."""
        return self.forms.height

    def counts(self, column: str) -> pl.DataFrame:
        """Return the column and `len` of the values that two and more have."""
        counted = self.forms.select(column).drop_nulls().group_by(column, maintain_order=True).len()
        return counted.filter(pl.col("len") > 1)


@dataclass(frozen=True, slots=True)
class PartOfBook:
    """A book of which only some forms are at hand: counted elsewhere, with the `pairs` to weigh.

    `counted` has the counts of the values that two of these share, by column.
    """

    size: int
    pairs: pl.DataFrame
    counted: dict[str, pl.DataFrame] = field(default_factory=dict)

    def counts(self, column: str) -> pl.DataFrame:
        """Return the column and `len` of the values that two and more have."""
        return self.counted[column]


def book_size(customers: int) -> int:
    """Return the number of records that shares are taken of, the same for all small books."""
    return max(customers, SMALLEST_BOOK)


def shares(book: Book, column: str) -> pl.DataFrame:
    """Return the column and `tf_<column>`, its share of all records, for values seen twice."""
    share = (pl.col("len") / book_size(book.size)).clip(lower_bound=LEAST.get(column, 0.0))
    return book.counts(column).select(column, share.alias(f"tf_{column}"))
