"""Percents add to 100, ratios are empty on zero, top n % rounds up."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from worked import cases

from zhike.reckon.shares import PartBelowZero, percents_of, share_of, top_count
from zhike.words.wording import half_up, percent, wan, yuan


def said(*numbers):
    return tuple(Decimal(number) for number in numbers)


def test_three_thirds_add_to_100():
    # 33.33… each: the one left-over tenth goes to the first
    assert percents_of([1, 1, 1]) == said("33.4", "33.3", "33.3")


def test_the_largest_remainder_wins():
    # 1/7 = 14.2857, 2/7 = 28.5714, 4/7 = 57.1428; floors add to 99.9, 28.57|14 has most left
    assert percents_of([1, 2, 4]) == said("14.3", "28.6", "57.1")
    assert percents_of([1, 2, 4], places=0) == said("14", "29", "57")


def test_zero_parts_stay_zero_and_nothing_has_no_shares():
    assert percents_of([0, 5]) == said("0.0", "100.0")
    assert percents_of([0, 0]) == (None, None)
    assert percents_of([]) == ()


def test_a_negative_part_is_refused():
    with pytest.raises(PartBelowZero, match="负数"):
        percents_of([10, -1])


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=40), st.integers(0, 2))
def test_percents_always_add_to_100_and_stay_within_one_step(parts, places):
    shares = percents_of(parts, places=places)
    if not sum(parts):
        assert set(shares) == {None}
        return
    assert sum(shares) == 100
    step = Decimal(1).scaleb(-places)
    exact = [Fraction(part * 100, sum(parts)) for part in parts]
    assert all(abs(Fraction(s) - e) < step for s, e in zip(shares, exact, strict=True))


@pytest.mark.parametrize("case", cases("S4-17"), ids=lambda case: case["id"])
def test_top_counts_of_the_examples(case):
    given_, expect = case["given"], case["expect"]
    assert top_count(given_["比例"], given_["客户数"]) == expect["名额(ceil)"]


def test_top_count_is_exact_where_floats_are_not():
    # 0.07 × 100 is 7.000000000000001 in floats
    assert top_count(0.07, 100) == 7
    assert top_count(0.1, 250) == 25
    assert top_count(0.1, 0) == 0


def test_a_share_above_one_is_refused():
    with pytest.raises(ValueError, match="0 到 1"):
        top_count(5, 100)


@pytest.mark.parametrize("case", cases("S3-22", "S3-36"), ids=lambda case: case["id"])
def test_rates_of_the_examples(case):
    part, whole = case["given"].values()
    (expected,) = case["expect"].values()
    assert percent(share_of(part, whole)) == f"{expected}%"


@pytest.mark.parametrize("case", cases("S3-37"), ids=lambda case: case["id"])
def test_amount_per_customer_of_the_example(case):
    fen = case["given"]["总销售额_万元"] * 1_000_000
    each = share_of(fen, case["given"]["成交客户数"])
    assert float(half_up(each / 100, 2)) == case["expect"]["客单价_元"]
    assert yuan(round(each)) == "63,333.33"
    assert wan(fen) == "285.0"


@pytest.mark.parametrize("case", cases("S2-21"), ids=lambda case: case["id"])
def test_amount_per_order_of_the_examples(case):
    given_ = case["given"]
    assert share_of(given_["总购买金额_万元"], given_["购买频次"]) == case["expect"]["客单价_万元"]


@pytest.mark.parametrize("case", cases("S3-11"), ids=lambda case: case["id"])
def test_completeness_of_the_example(case):
    rate = share_of(case["given"]["已填"], case["given"]["关键字段单元格"])
    assert percent(rate) == "94.9%"
    assert (rate >= 0.95) is case["expect"]["达标(≥95%)"]


def test_a_share_of_nothing_is_empty():
    assert share_of(3, 0) is None
    assert share_of(None, 3) is None
