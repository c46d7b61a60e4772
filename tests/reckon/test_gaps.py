"""Before and after in two groups: published numbers, and the same answer every time."""

import pytest

from zhike.reckon.gaps import (
    change_of,
    difference_in_differences,
    gap_of_changes,
    permuted_gap,
    permuted_means,
)


def test_card_and_krueger() -> None:
    # Card & Krueger 1994, table 3: New Jersey 20.44 → 21.03, Pennsylvania 23.33 → 21.17 full-time
    # equivalents a shop; difference in differences 2.75 (0.59 + 2.16).
    jersey, pennsylvania = [(20.44, 21.03)] * 2, [(23.33, 21.17)] * 2
    found = difference_in_differences(jersey, pennsylvania)
    assert found is not None
    assert found.estimate == pytest.approx(2.75)
    assert (found.low, found.high) == pytest.approx((2.75, 2.75))  # no spread, no interval


def test_jackals_of_manly() -> None:
    # Manly 1997, p. 4: mandibles of ten male and ten female golden jackals, mean 113.4 and 108.6;
    # one-sided p of the randomisation test 0.0018.
    male = (120, 107, 110, 116, 114, 111, 113, 117, 114, 112)
    female = (110, 111, 107, 108, 110, 105, 107, 106, 111, 111)
    assert permuted_means(male, female, draws=20_000) == pytest.approx(2 * 0.0018, abs=1.5e-3)


def test_a_gap_by_hand() -> None:
    # 40 → 20 is −50 %, 100 → 98 is −2 %; the gap is −48 points.
    ours, theirs = [(4, 2)] * 10, [(10, 9), (10, 10), (10, 10), (10, 10), (10, 10)] * 2
    assert change_of(ours) == -0.5
    assert change_of(theirs) == pytest.approx(-0.02)
    found = gap_of_changes(ours, theirs)
    assert found is not None
    assert found.estimate == pytest.approx(-0.48)
    assert found.low < -0.48 < found.high < -0.4
    assert permuted_gap(ours, theirs) == pytest.approx(1 / 2001)
    assert gap_of_changes(ours, theirs) == found


def test_no_gap_between_equals() -> None:
    both = [(4, 3), (2, 3), (5, 5), (1, 1)] * 5
    found = gap_of_changes(both, both)
    assert found is not None
    assert found.estimate == 0
    assert found.covers_zero
    assert (permuted_gap(both, both) or 0) > 0.9


def test_nothing_before_is_no_gap() -> None:
    assert change_of([(0, 5)]) is None
    assert gap_of_changes([(0, 5), (0, 1)], [(1, 1), (1, 1)]) is None
    assert permuted_gap([(1, 1)], [(1, 1), (2, 2)]) is None


def test_the_order_of_members_changes_nothing() -> None:
    ours, theirs = [(10.0, 5.0), (20.0, 12.0), (7.0, 7.0)], [(9.0, 9.0), (4.0, 6.0), (11.0, 2.0)]
    assert gap_of_changes(ours, theirs) == gap_of_changes(ours[::-1], theirs[::-1])
    assert permuted_gap(ours, theirs) == permuted_gap(ours[::-1], theirs[::-1])
