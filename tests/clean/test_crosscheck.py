"""Two sources confirm a value or contradict each other; one that changes its mind does neither."""

import polars as pl
import pytest

from zhike.clean.crosscheck import SAID, STATES, disagreeing, last_said, state_of

TOLD = [
    ("编号:K1", "展会", 1, "机械"),
    ("编号:K1", "官网", 2, "软件"),
    ("编号:K2", "展会", 1, "食品"),
    ("编号:K2", "官网", 2, "食品"),
    ("编号:K3", "展会", 1, "物流"),
    ("编号:K3", "展会", 3, "零售"),  # the same source, later: a correction
    ("编号:K4", "展会", 1, "物流"),
    ("编号:K4", "官网", 2, "零售"),
    ("编号:K4", "官网", 3, "物流"),  # came round
]


def told() -> pl.LazyFrame:
    """Return what the sources said, in order."""
    return pl.LazyFrame(TOLD, schema=SAID, orient="row")


def test_only_sources_that_still_disagree_are_listed() -> None:
    found = disagreeing(told())
    assert found.rows() == [("编号:K1", "展会", 1, "机械"), ("编号:K1", "官网", 2, "软件")]


def test_a_source_counts_by_its_last_word() -> None:
    rows = last_said(told()).filter(pl.col("identity") == "编号:K3").collect()
    assert rows.rows() == [("编号:K3", "展会", 3, "零售")]


@pytest.mark.parametrize(
    ("sources", "word"), list(zip((0, 1, 2, 5), (*STATES, "双源"), strict=True))
)
def test_the_words(sources: int, word: str) -> None:
    assert state_of(sources) == word
