"""Tests of a difference and the ladder of words."""

import pytest
from worked import cases

from zhike.reckon.comparison import (
    benjamini_hochberg,
    chi_square,
    difference_of_groups,
    difference_of_means,
    fisher,
    poisson_rates,
    word_for,
)
from zhike.reckon.shares import share_of
from zhike.words.wording import percent


@pytest.mark.parametrize("case", cases("S3-39"), ids=lambda case: case["id"])
def test_repeat_rates_of_small_and_large_customers(case):
    small, large, expect = case["given"]["中小企业"], case["given"]["大客户"], case["expect"]
    p = fisher(*small, *large)
    assert round(p, 4) == expect["fisher_p"]
    assert [percent(share_of(*small)), percent(share_of(*large))] == ["48.0%", "35.0%"]
    assert (word_for(p, 20, 0.13) == "显著") is expect["显著"]


def test_fisher_of_the_tea_lady():
    # Fisher 1935: 3 of 4 and 1 of 4 cups, two-sided 34/70
    assert fisher(3, 4, 1, 4) == pytest.approx(34 / 70)
    assert fisher(0, 0, 1, 4) is None


def test_chi_square_of_three_groups():
    # expected 10 hits each of 20: Σ(o−e)²/e = 2·(25+0+25)/10 = 10, df 2, p = e^−5
    assert chi_square([(5, 20), (10, 20), (15, 20)]) == pytest.approx(0.006737947)
    assert chi_square([(0, 20), (0, 20)]) is None
    assert chi_square([(3, 5), (0, 0)]) is None


def test_poisson_rates_of_new_customers():
    # 14 after 20: conditional binomial(34, ½), p = 2·P(X ≤ 14) = 0.3915
    assert poisson_rates(14, 20) == pytest.approx(0.3915, abs=0.0001)
    assert poisson_rates(2, 3) == pytest.approx(1.0)
    assert poisson_rates(50, 100) < 0.01
    assert poisson_rates(0, 0) is None


def test_poisson_rates_know_how_long_was_counted():
    assert poisson_rates(30, 60, exposure=30, other_exposure=60) == pytest.approx(1.0)


def test_means_and_groups():
    # Welch: t = −3/√2.5 = −1.897 with 5.882 degrees of freedom
    assert difference_of_means([1, 2, 3, 4, 5], [2, 4, 6, 8, 10]) == pytest.approx(0.1075, abs=5e-4)
    assert difference_of_means([1, 1], [1, 1]) is None
    # ranks 1-3 and 4-6: H = 12/42·(36/3+225/3) − 21 = 3.857, df 1
    assert difference_of_groups([[1, 2, 3], [4, 5, 6]]) == pytest.approx(0.0495, abs=0.0001)
    assert difference_of_groups([[1, 1], [1]]) is None


def test_benjamini_hochberg_by_hand():
    # sorted .01 .02 .03 .5: ×4/1 .04, ×4/2 .04, ×4/3 .04, ×1 .5
    assert benjamini_hochberg([0.03, None, 0.5, 0.01, 0.02]) == pytest.approx(
        (0.04, None, 0.5, 0.04, 0.04)
    )
    assert benjamini_hochberg([]) == ()
    assert benjamini_hochberg([None]) == (None,)


@pytest.mark.parametrize(
    ("p", "n", "word"),
    [
        (0.049, 10, "显著"),
        (0.05, 10, "倾向"),
        (0.0999, 10, "倾向"),
        (0.1, 500, "不显著"),
        (0.0001, 9, "样本不足"),
        (None, 100, "样本不足"),
    ],
)
def test_the_ladder_of_words(p, n, word):
    assert word_for(p, n) == word


def test_a_tiny_effect_is_never_claimed():
    assert word_for(0.001, 100_000, 0.002, least_effect=0.05) == "不显著"
    assert word_for(0.001, 100_000, -0.2, least_effect=0.05) == "显著"
