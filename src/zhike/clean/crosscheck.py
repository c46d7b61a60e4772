"""Whether more than one source says the same of a value, and where they say different things."""

import polars as pl

STATES = ("未验证", "单源", "双源")
"""No source said the value that stands, one did, two or more did (S1-27)."""
SAID: dict[str, pl.DataType | type[pl.DataType]] = {
    "identity": pl.String,
    "source": pl.String,  # who said it: a channel, or who handed it over
    "batch": pl.Int64,
    "value": pl.String,
}
"""What sources said of one field; rows in the order they were handed over."""


def state_of(sources: int) -> str:
    """Return the word for how many independent sources gave the value that stands."""
    return STATES[min(sources, len(STATES) - 1)]


def last_said(said: pl.LazyFrame) -> pl.LazyFrame:
    """Return the last thing each source said of each record (SAID): it corrects itself."""
    return said.group_by("identity", "source").agg(pl.col("batch", "value").last())


def disagreeing(said: pl.LazyFrame) -> pl.DataFrame:
    """Return what was said last where two sources say different things (SAID), by identity."""
    last = last_said(said).with_columns(n=pl.col("value").n_unique().over("identity"))
    found = last.filter(pl.col("n") > 1).select(list(SAID))
    return found.collect().sort("identity", "batch")
