"""Pairs that are known already: which tie customers together, which no group may hold."""

import polars as pl

from zhike.clean.matching.groups import Pair
from zhike.clean.matching.vetoes import FORBIDDING

KNOWN = {
    "a": pl.Int64,
    "b": pl.Int64,
    "weight": pl.Float64,
    "verdict": pl.String,
    "veto": pl.String,
}
"""What is known of a pair: `verdict` duplicate, review or related, or APART."""
APART = "apart"  # not alike enough for a word, but kept out of the group of a third


def ties(known: pl.DataFrame) -> list[Pair]:
    """Return the duplicates among known pairs, the strongest first."""
    sure = known.filter(pl.col("verdict") == "duplicate")
    strongest = sure.sort(pl.col("weight").round(6), "a", "b", descending=[True, False, False])
    return strongest.select("a", "b").rows()


def forbidden(known: pl.DataFrame) -> list[Pair]:
    """Return the pairs among known ones that no group may hold."""
    strict = pl.col("veto").is_in(list(FORBIDDING)) | (pl.col("verdict") == APART)
    return known.filter(strict & (pl.col("verdict") != "duplicate")).select("a", "b").rows()
