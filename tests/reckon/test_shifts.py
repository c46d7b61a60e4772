"""Rank test and shift against published numbers."""

import random

import pytest

from zhike.reckon.shifts import mann_whitney, shift

# Hollander & Wolfe 1973, p. 69: permeability of the human chorioamnion at term and before.
TERM = (0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46)
EARLY = (1.15, 0.88, 0.90, 0.74, 1.21)


def test_hollander_and_wolfe() -> None:
    # One-sided p = 0.1272 in the book; the shift 0.305 and −0.15…0.76 as wilcox.test of R.
    assert mann_whitney(TERM, EARLY) == pytest.approx(2 * 0.1272, abs=2e-4)
    found = shift(TERM, EARLY)
    assert found is not None
    assert (found.estimate, found.low, found.high) == pytest.approx((0.305, -0.15, 0.76))
    assert found.covers_zero


def test_nothing_to_compare() -> None:
    assert mann_whitney((), (1.0,)) is None
    assert mann_whitney((1.0, 1.0), (1.0,)) is None
    assert shift((1.0,), (2.0, 3.0)) is None


def test_many_values_are_thinned_and_say_the_same() -> None:
    draw = random.Random(1)
    ours, theirs = ([draw.gauss(mean, 1) for _ in range(6_000)] for mean in (0.5, 0.0))
    found = shift(ours, theirs)
    assert found is not None
    assert found.estimate == pytest.approx(0.5, abs=0.06)
    assert not found.covers_zero
