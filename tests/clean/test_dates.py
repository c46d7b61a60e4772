"""Dates are read where they are sure; every other cell says why not."""

from datetime import date, datetime

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from worked import cases

from zhike.clean.dates import clean_dates, clean_partial_dates


def read(text):
    return clean_dates(pl.Series([text], dtype=pl.String)).values.item()


def why(text):
    return clean_dates(pl.Series([text], dtype=pl.String)).reasons.item()


def partial(text):
    return clean_partial_dates(pl.Series([text], dtype=pl.String)).values.item()


@pytest.mark.parametrize("case", cases("S0-08"), ids=lambda case: case["id"])
def test_dates_of_the_examples(case):
    raw, expected = case["given"]["raw"], case["expect"]["date"]
    assert partial(raw) == expected
    full = date.fromisoformat(expected) if expected and len(expected) == 10 else None
    assert read(raw) == full
    assert (why(raw) is None) is (full is not None)


@pytest.mark.parametrize(
    "text",
    [
        *("2024-05-01", "2024-5-1", "2024/05/01", "2024.5.1", "2024年05月01日", "2024年5月1号"),
        *("2024 年 5 月 1 日", "２０２４－０５－０１", "2024—05—01", " 2024-05-01\n", "2024-05/01"),
        *("20240501", "20240501 10:30", "20240501103000", "202405011030", "45413", "45413.0"),
        *("45413.75", "2024-05-01 00:00:00", "2024-05-01T08:30:00", "2024-05-01 08:30:00.123"),
        *("2024/5/1 8:30", "2024年5月1日 上午10点", "2024年5月1日14时30分", "2024-5-1 3:30 PM"),
        *(
            "2024-05-01 星期三",
            "2024年5月1日(周三)",
            "2024-05-01T08:30:00+08:00",
            "2024-05-01 8:05",
        ),
    ],
)
def test_the_first_of_may(text):
    assert read(text) == date(2024, 5, 1)
    assert partial(text) == "2024-05-01"
    assert why(text) is None


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2024-02-30", "不存在"),
        ("2023-02-29", "不存在"),
        ("2024年13月1日", "不存在"),
        ("20241301", "不存在"),
        ("2024-13", "不存在"),
        ("24年5月10日", "两位"),
        ("24-5-10", "两位"),
        ("24/05/10 10:00", "两位"),
        ("10/05/2024", "分不清"),
        ("5-10-2024", "分不清"),
        ("5月10日", "没有年份"),
        ("5-10", "没有年份"),
        ("5.1", "没有年份"),
        ("2018年", "只有年份"),
        ("2018", "只有年份"),
        ("2020-03", "只有年月"),
        ("2020年3月", "只有年月"),
        ("1899-12-31 09:30:00", "只有时间"),
        ("09:30", "只有时间"),
        ("2024-05-200", "看不懂"),
        ("202405", "只有年月"),
        ("200512", "看不懂"),
        ("240501", "看不懂"),
        ("上周三", "看不懂"),
        ("昨天", "看不懂"),
        ("二〇二四年五月", "只有年月"),
        ("2024-05-01 24:00", "不存在"),
        ("2024-05-01~2024-06-01", "看不懂"),
        ("2024-05-01(估计)", "看不懂"),
        ("2024-05-01估", "看不懂"),
        ("1.38E+10", "看不懂"),
        ("13912345678", "看不懂"),
        ("10000", "看不懂"),
        ("99999", "看不懂"),
        ("1024-05-01", "年份不像"),
        ("2924-05-01", "年份不像"),
        ("0001-01-01", "年份不像"),
        ("1669-05-01", "年份不像"),
    ],
)
def test_what_is_not_sure_gives_a_reason(text, hint):
    assert read(text) is None
    assert hint in why(text)
    assert text in why(text)


@pytest.mark.parametrize("text", ["", " ", "-", "—", "/", "无", "暂无", "N/A", "待定", None])
def test_an_empty_cell_is_no_problem(text):
    assert read(text) is None
    assert why(text) is None
    assert partial(text) is None


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("2018年", "2018"),
        ("2018", "2018"),
        ("2018.0", "2018"),
        ("1669年", "1669"),
        ("1024年", None),
        ("2020-03", "2020-03"),
        ("2020年3月", "2020-03"),
        ("2020/3", "2020-03"),
        ("2020年3月份", "2020-03"),
        ("2024/5/1 10:30", "2024-05-01"),
        ("45413", "2024-05-01"),
        ("202003", "2020-03"),
        ("200512", None),
        ("18年", None),
        ("2020-00", None),
        ("2024-02-30", None),
    ],
)
def test_precision_is_kept(text, kept):
    cleaned = clean_partial_dates(pl.Series([text]))
    assert cleaned.values.item() == kept
    assert (cleaned.reasons.item() is None) is (kept is not None)


def test_typed_columns_are_read_too():
    day = date(2024, 5, 1)
    assert clean_dates(pl.Series([day, None])).values.to_list() == [day, None]
    assert clean_dates(pl.Series([datetime(2024, 5, 1, 9)])).values.item() == day  # noqa: DTZ001
    assert clean_dates(pl.Series([45413])).values.item() == day
    assert clean_dates(pl.Series([45413.5])).values.item() == day
    assert clean_dates(pl.Series([], dtype=pl.String)).values.dtype == pl.Date


def test_an_unreadable_date_is_refused_under_its_rule():
    cleaned = clean_dates(pl.Series(["2024-02-30", "2024-02-29", None]))
    assert cleaned.severity.to_list() == ["reject", None, None]
    assert cleaned.rule == "S0-08"


@given(st.dates(date(1954, 10, 4), date(2099, 12, 31)))
def test_every_day_in_every_form(day):
    serial = (day - date(1899, 12, 30)).days
    forms = [
        f"{day:%Y-%m-%d}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
        str(serial),
    ]
    assert clean_dates(pl.Series(forms)).values.to_list() == [day] * 4


@pytest.mark.parametrize(
    ("cells", "days", "order"),
    [
        (["12/1/2010 8:26", "12/13/2010 8:26"], ["2010-12-01", "2010-12-13"], "月/日/年"),
        (["1/12/2010", "13/12/2010"], ["2010-12-01", "2010-12-13"], "日/月/年"),
        (["12/1/2010", "12/11/2010"], [None, None], ""),  # no cell shows the order
        (
            ["13/1/2010", "1/13/2010", "1/2/2010"],
            ["2010-01-13", "2010-01-13", None],
            "",
        ),  # they disagree
        (["2/30/2010", "12/13/2010"], [None, "2010-12-13"], ""),  # one reading, no warning
    ],
)
def test_the_order_of_day_and_month_is_what_the_column_shows(cells, days, order):
    cleaned = clean_dates(pl.Series(cells))
    assert [day and day.isoformat() for day in cleaned.values] == days
    warned = [why for why, day in zip(cleaned.reasons, days, strict=True) if why and day]
    assert len(warned) == bool(order)
    assert all(f"“{order}”" in why for why in warned)


@pytest.mark.parametrize(
    "text",
    [
        "计划日期：2024-05-01", "不晚于2024-05-01", "2024-05-01（暂定）", "2024-05-01（农历）",
        "2024年5月1日前", "2O24年5月1日", "until 2024-05-01", "2024年5-6月",
    ],
)  # fmt: skip
def test_words_that_cast_doubt_on_a_day_leave_it_unread(text):
    cleaned = clean_partial_dates(pl.Series([text]))
    assert cleaned.values.item() is None
    assert cleaned.reasons.item()
