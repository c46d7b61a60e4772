"""Wilson and Welch intervals against published and hand-worked numbers."""

import pytest

from zhike.reckon.intervals import Interval, welch, wilson


def test_wilson_of_a_share():
    # Newcombe 1998, table I: 15/148 has the Wilson interval 0.0624 to 0.1605
    found = wilson(15, 148)
    assert (round(found.low, 4), round(found.high, 4)) == (0.0624, 0.1605)
    assert found.estimate == pytest.approx(15 / 148)


def test_wilson_at_the_ends_stays_inside():
    # Newcombe 1998, table I: 0/20 gives 0 to 0.1611
    assert wilson(0, 20).low == 0.0
    assert round(wilson(0, 20).high, 4) == 0.1611
    assert wilson(20, 20).high == 1.0


def test_a_share_of_nobody_has_no_interval():
    assert wilson(0, 0) is None


def test_welch_of_two_means():
    # means 3 and 6, variances 2.5 and 10, n 5 each: se = √2.5 = 1.5811, df = 5.882, t = 2.459
    found = welch([1, 2, 3, 4, 5], [2, 4, 6, 8, 10])
    assert found.estimate == -3
    assert found.low == pytest.approx(-3 - 2.459 * 1.5811, abs=0.005)
    assert found.covers_zero


def test_welch_needs_two_values_that_vary():
    assert welch([1], [2, 3]) is None
    assert welch([2, 2], [3, 3]) is None


def test_an_interval_away_from_zero_confirms():
    assert not Interval(0.1, 0.02, 0.18).covers_zero
