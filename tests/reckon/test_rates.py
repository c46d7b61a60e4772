"""Rate ratios against published numbers."""

import pytest

from zhike.reckon.comparison import poisson_rates
from zhike.reckon.rates import rate_ratio


def test_the_example_of_r() -> None:
    # R, ?poisson.test: lung cancer in Fredericia against three other cities (eba1977).
    found = rate_ratio(11, 21, exposure=800, other_exposure=3011)
    assert found is not None
    assert found.estimate == pytest.approx(1.971488, abs=1e-6)
    assert (found.low, found.high) == pytest.approx((0.858426, 4.277266), abs=1e-6)
    assert poisson_rates(11, 21, exposure=800, other_exposure=3011) == pytest.approx(
        0.07967, abs=1e-5
    )


def test_breast_cancer_and_fluoroscopy() -> None:
    # Rothman & Greenland 1998, table 14-1: 41 in 28,010 and 15 in 19,017 woman-years; ratio 1.86.
    found = rate_ratio(41, 15, exposure=28_010, other_exposure=19_017)
    assert found is not None
    assert found.estimate == pytest.approx(1.86, abs=0.005)
    assert not found.low <= 1 <= found.high


def test_no_ratio_to_nothing() -> None:
    assert rate_ratio(5, 0) is None
    found = rate_ratio(0, 5)
    assert found is not None
    assert (found.estimate, found.low) == (0.0, 0.0)


def test_three_to_two_says_nothing() -> None:
    # 2 against 3: the interval reaches from a tenth to more than five times.
    found = rate_ratio(2, 3)
    assert found is not None
    assert found.low < 0.1
    assert found.high > 5
