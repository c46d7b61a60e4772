"""Quantiles agree with hand work and with a known implementation."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhike.reckon.quantiles import grade, median, quantile, thresholds


def test_quantile_between_two_neighbours():
    # position 3 × 0.2 = 0.6: 10 + 0.6 × 10
    assert quantile([10, 20, 30, 40], 0.2) == 16
    assert quantile([10, 20, 30, 40], 1) == 40
    assert quantile([7], 0.8) == 7
    assert quantile([], 0.5) is None


def test_thresholds_hit_values_exactly():
    # six values: positions 1, 2, 3, 4; floats alone would give 2.0000000000000004 for 0.4 × 5
    assert thresholds([50, 0, 10, 20, 30, 40]) == (10, 20, 30, 40)
    assert thresholds([]) == ()


def test_ties_share_a_grade():
    limits = thresholds([1, 1, 1, 1, 5])
    assert [grade(value, limits) for value in (1, 5)] == [1, 5]
    assert grade(30, (10, 20, 30, 40)) == 3


def test_median():
    assert median([3, 1, 2]) == 2
    assert median([4, 1, 2, 3]) == 2.5
    assert median([]) is None


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1), st.sampled_from([0, 0.2, 0.5, 0.8, 1]))
def test_the_same_as_numpy(values, share):
    assert quantile(sorted(values), share) == pytest.approx(float(np.quantile(values, share)))
