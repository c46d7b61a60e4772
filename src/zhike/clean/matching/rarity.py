"""How rare a value is: a shared rare name says more than a shared frequent one."""

import polars as pl

SMALLEST_BOOK = 20_000  # a value seen twice in a book of 50 isn't frequent for that
LEAST = {"contact": 2e-4, "person": 2e-4, "core": 1e-5}  # names of people are never that rare


def book_size(forms: pl.DataFrame) -> int:
    """Return the number of records that shares are taken of, the same for all small books."""
    return max(forms.height, SMALLEST_BOOK)


def shares(forms: pl.DataFrame, column: str) -> pl.DataFrame:
    """Return the column and `tf_<column>`, its share of all records, for values seen twice."""
    counted = forms.select(column).drop_nulls().group_by(column, maintain_order=True).len()
    share = (pl.col("len") / book_size(forms)).clip(lower_bound=LEAST.get(column, 0.0))
    return counted.filter(pl.col("len") > 1).select(column, share.alias(f"tf_{column}"))
