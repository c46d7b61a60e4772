"""How many cells reach a target, counted by hand (S3-11)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhike.reckon.targets import Filled, fewest_cells, short_of


@pytest.mark.parametrize(
    ("filled", "cells", "target", "short"),
    [
        (949, 1000, 0.95, 1),  # 94.9 %: not reached
        (950, 1000, 0.95, 0),  # exactly there
        (0, 3, 0.95, 3),  # 2.85 cells are three
        (0, 100, 0.07, 7),  # 0.07 × 100 is 7.000000000000001 to a machine
        (5, 0, 0.95, 0),
        (0, 7, 1, 7),
    ],
)
def test_the_fewest_cells_of_one_line(filled: int, cells: int, target: float, short: int) -> None:
    assert short_of(filled, cells, target) == short


def test_what_is_short_goes_where_most_is_empty() -> None:
    """95 % of 3,000 are 2,850; 160 are short: 130 bring the emptiest to 930, 30 the next there."""
    lines = [Filled(800, 1000), Filled(900, 1000), Filled(990, 1000)]
    assert fewest_cells(lines, target=0.95) == [130, 30, 0]


def test_an_odd_cell_goes_to_one_line_only() -> None:
    assert sum(fewest_cells([Filled(0, 3), Filled(0, 3)], target=0.5)) == 3
    assert fewest_cells([Filled(94, 100), Filled(100, 100)], target=0.95) == [0, 0]


def test_a_target_of_its_own_comes_first_even_when_all_together_are_there() -> None:
    """197 of 200 are 98.5 %, but the phone has to reach 99 %: 2 more of 97."""
    assert fewest_cells([Filled(97, 100, 0.99), Filled(100, 100)], target=0.95) == [2, 0]


def test_own_targets_count_for_all_together() -> None:
    """190 of 200 are wanted and 160 there; 18 for its own 98 %, and 12 more for the other."""
    assert fewest_cells([Filled(80, 100, 0.98), Filled(80, 100)], target=0.95) == [18, 12]


def test_nothing_to_fill_without_lines() -> None:
    assert fewest_cells([], target=0.95) == []


LINES = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 60), st.none() | st.sampled_from([0.5, 0.9, 1])),
    max_size=5,
)


@given(LINES, st.sampled_from([0.0, 0.37, 0.8, 0.95, 1.0]))
def test_every_target_is_reached_and_one_cell_less_misses_one(
    drawn: list[tuple[int, int, float | None]], target: float
) -> None:
    lines = [Filled(min(a, b), max(a, b), own) for a, b, own in drawn]
    filling = fewest_cells(lines, target=target)
    filled, cells = sum(line.filled for line in lines), sum(line.cells for line in lines)
    own = [line.short for line in lines]
    assert sum(filling) == max(sum(own), short_of(filled, cells, target))
    for line, more, least in zip(lines, filling, own, strict=True):
        assert least <= more <= line.empty
