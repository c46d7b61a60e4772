"""Both ends of a range, and the band it lies in."""

import polars as pl
import pytest
from worked import cases

from zhike.clean.ranges import clean_ranges, revenue_band


def ends(text, **unit):
    cleaned = clean_ranges(pl.Series([text], dtype=pl.String), **unit)
    return tuple(cleaned.more[name].item() for name in ("low", "high", "unit"))


@pytest.mark.parametrize("case", cases("S2-03"), ids=lambda case: case["id"])
def test_revenue_bands_of_the_examples(case):
    low, high, unit = ends(case["given"]["年营收"], unit="元")
    assert unit == "元"
    assert revenue_band(low, high) == case["expect"]["规模"]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("100-500人", 100, 500, "人"),
        ("200-500人", 200, 500, "人"),
        ("100~500", 100, 500, "人"),
        ("１００－５００人", 100, 500, "人"),
        ("100人-500人", 100, 500, "人"),
        ("100至500名员工", 100, 500, "人"),
        ("1,000-5,000人", 1000, 5000, "人"),
        ("500人以上", 500, None, "人"),
        ("500+", 500, None, "人"),
        (">500人", 500, None, "人"),
        ("50人以下", None, 50, "人"),
        ("不超过50人", None, 50, "人"),
        ("约300人", 300, 300, "人"),
        ("300", 300, 300, "人"),
        ("1万人以上", 10_000, None, "人"),
        ("2000万-5000万", 20_000_000, 50_000_000, "元"),
        ("500-2000万", 5_000_000, 20_000_000, "元"),
        ("500-2000万元", 5_000_000, 20_000_000, "元"),
        ("5000万-1.5亿", 50_000_000, 150_000_000, "元"),
        ("500万以下", None, 5_000_000, "元"),
        ("2000万元以上", 20_000_000, None, "元"),
    ],
)
def test_ends_of_ranges(text, low, high, unit):
    assert ends(text) == (low, high, unit)
    assert clean_ranges(pl.Series([text])).reasons.item() is None


@pytest.mark.parametrize("text", ["中小企业", "大客户", "大型企业", "无", None])
def test_words_have_no_ends_and_are_no_problem(text):
    cleaned = clean_ranges(pl.Series([text], dtype=pl.String))
    assert cleaned.values.item() == (None if text == "无" else text)
    assert cleaned.reasons.item() is None
    assert ends(text) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("500-100人", "下限大于上限"),
        ("100-200-300人", "看不出"),
        ("A轮3家", "看不出"),
        ("1e300人", "看不出"),
        (f"{10**20}人", "看不出"),
    ],
)
def test_broken_ranges_keep_their_text_with_a_warning(text, hint):
    cleaned = clean_ranges(pl.Series([text]))
    assert cleaned.values.item() == text
    assert hint in cleaned.reasons.item()
    assert cleaned.severity.item() == "warn"
    assert ends(text) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("2000万-5000万", "2000万以上"),
        ("2000万以上", "2000万以上"),
        ("500-2000万", "500-2000万"),
        ("500万以下", "500万以下"),
        ("100-500万", "500万以下"),
        ("300-800万", None),
        ("500万以上", None),
        ("中小企业", None),
    ],
)
def test_a_range_lies_in_a_band_or_in_none(text, band):
    low, high, _ = ends(text)
    assert revenue_band(low, high) == band
