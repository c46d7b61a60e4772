"""Short texts with one character left out, by which two that differ in one are found alike."""

from collections.abc import Sequence

import polars as pl

SHORTEST, LONGEST = 3, 12  # of two characters one is half the name


def with_cuts(frame: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """Return the frame with `<column>_cuts` and `<column>_holes` of each column, null where short.

    Cuts are the text without one character each: one that is missing elsewhere. Holes have a mark
    in its place: one that is wrong elsewhere.
    """
    told = []
    for column in columns:
        told += [
            _each(column, "").alias(f"{column}_cuts"),
            _each(column, "_").alias(f"{column}_holes"),
        ]
    return frame.with_columns(told)


def _each(column: str, mark: str) -> pl.Expr:
    text, length = pl.col(column), pl.col(column).str.len_chars()
    cuts = [
        pl.when(length > at).then(text.str.head(at) + pl.lit(mark) + text.str.slice(at + 1))
        for at in range(LONGEST)
    ]
    fits = length.is_between(SHORTEST, LONGEST)
    return pl.when(fits).then(pl.concat_list(cuts).list.drop_nulls())
