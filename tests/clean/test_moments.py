"""Moments keep the precision they were given; what is no clock time says so."""

from datetime import datetime

import polars as pl
import pytest

from zhike.clean.moments import clean_moments


def read(text):
    return clean_moments(pl.Series([text], dtype=pl.String)).values.item()


def why(text):
    return clean_moments(pl.Series([text], dtype=pl.String)).reasons.item()


@pytest.mark.parametrize(
    "text",
    [
        *("2026-05-01 14:03", "2026-05-01 14:03:59", "2026-05-01T14:03", "2026/5/1 14:3"),
        *("2026年5月1日 14:03", "2026年5月1日14时3分", "2026.5.1 下午2:03", "2026-5-1 2:03 PM"),
        *("２０２６－０５－０１　１４：０３", "20260501 14:03", "202605011403", "20260501140300"),
        *("46143.585416", "2026-05-01T14:03:00+08:00", "2026-05-01 星期五 14:03"),
    ],
)
def test_three_past_two_of_the_first_of_may(text):
    assert read(text) == "2026-05-01 14:03"
    assert why(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2026-05-01", "2026-05-01"),
        ("2026年5月1日", "2026-05-01"),
        ("46143", "2026-05-01"),
        ("2026-05-01 00:00:00", "2026-05-01"),  # a program's way to write a day
        ("2026-05-01 00:00", "2026-05-01 00:00"),  # somebody's midnight
        ("2026-05-01 12:30 AM", "2026-05-01 00:30"),
        ("2026-05-01 中午12:30", "2026-05-01 12:30"),
        ("2026年5月1日9时", "2026-05-01 09:00"),
        ("46143.999999", "2026-05-02 00:00"),
    ],
)
def test_no_clock_time_is_added_and_none_is_lost(text, value):
    assert read(text) == value
    assert why(text) is None


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2026-05-01 25:00", "时间“2026-05-01 25:00”不存在"),
        ("2026-05-01 14:73", "不存在"),
        ("2026-02-30 14:03", "日期“2026-02-30 14:03”不存在"),
        ("14:03", "只有时间，没有日期"),
        ("2026-05", "只有年月"),
        ("5/1/2026 14:03", "分不清月和日"),
        ("昨天下午", "看不懂"),
    ],
)
def test_what_is_no_moment_says_why(text, hint):
    assert read(text) is None
    assert hint in why(text)


@pytest.mark.parametrize("text", [None, "", "-", "待定"])
def test_an_empty_cell_is_no_problem(text):
    assert read(text) is None
    assert why(text) is None


def test_typed_cells_are_read_too():
    days = [datetime.fromisoformat("2026-05-01T14:03"), datetime.fromisoformat("2026-05-01")]
    typed = pl.Series([*days, None])
    assert clean_moments(typed).values.to_list() == ["2026-05-01 14:03", "2026-05-01", None]
