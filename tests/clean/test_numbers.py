"""Counts, decimals, percents and scores within their limits."""

import polars as pl
import pytest

from zhike.clean.numbers import clean_numbers, clean_percents, clean_potential, clean_whole


def one(clean, text, **limits):
    cleaned = clean(pl.Series([text], dtype=pl.String), **limits)
    return cleaned.values.item(), cleaned.reasons.item()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3", 3),
        ("3.0", 3),
        ("３", 3),
        ("1,200", 1200),
        ("3次", 3),
        ("12 个月", 12),
        ("4(电商增长快)", 4),
        ("3（汽车行业平稳）", 3),
        ("-2", -2),
        ("—", None),
        (None, None),
    ],
)
def test_whole_numbers(text, number):
    assert one(clean_whole, text) == (number, None)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("3.5", "不是整数"),
        ("三", "看不懂"),
        ("3-4", "看不懂"),
        ("1,2", "看不懂"),
        ("1E+20", "不是整数"),
    ],
)
def test_what_is_no_whole_number(text, hint):
    value, reason = one(clean_whole, text)
    assert value is None
    assert hint in reason


@pytest.mark.parametrize("text", ["1", "5", "4（电商增长快）", "3.0", "4分"])
def test_potential_from_1_to_5(text):
    value, reason = one(clean_potential, text)
    assert value == int(text[0])
    assert reason is None


@pytest.mark.parametrize("text", ["0", "6", "3.5", "-1", "高"])
def test_other_potentials_are_refused(text):
    cleaned = clean_potential(pl.Series([text]))
    assert cleaned.values.item() is None
    assert text in cleaned.reasons.item()
    assert (cleaned.rule, cleaned.severity.item()) == ("S0-27", "reject")


def test_decimals_and_limits():
    assert one(clean_numbers, "1,250.5") == (1250.5, None)
    assert one(clean_numbers, "1.5E3") == (1500, None)
    assert one(clean_numbers, "2.5", low=0, high=2)[1] == "“2.5”不在 0 到 2 之间，请改正"
    assert one(clean_numbers, "-1", low=0)[1] == "“-1”小于 0，请改正"
    assert one(clean_numbers, "2", low=0, high=2) == (2, None)
    assert one(clean_numbers, "NaN") == (None, None)
    assert one(clean_numbers, "1E999")[0] is None


@pytest.mark.parametrize(
    ("text", "unit", "share"),
    [
        ("25%", "", 0.25),
        ("25％", "", 0.25),
        ("37.5 %", "%", 0.375),
        ("25", "%", 0.25),
        ("0.5", "%", 0.005),
        ("0.25", "", 0.25),
        ("1", "", 1.0),
        ("-5%", "", -0.05),
        ("120%", "", 1.2),
        ("-", "", None),
    ],
)
def test_percents(text, unit, share):
    assert one(clean_percents, text, unit=unit) == (share, None)


def test_doubtful_percents():
    value, reason = one(clean_percents, "25")
    assert value == 0.25
    assert "没有百分号" in reason
    assert one(clean_percents, "5‰")[0] is None
    assert "看不懂" in one(clean_percents, "两成")[1]
