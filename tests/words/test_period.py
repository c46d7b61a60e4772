"""Whole months between two days, and periods people name."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from worked import cases

from zhike.words.period import Period, PeriodUnreadable, add_months, months_between, window_before

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize("case", cases("S2-13"), ids=lambda case: case["id"])
def test_new_and_old_customers_of_the_examples(case):
    start, as_of = (date.fromisoformat(text) for text in case["given"].values())
    said = "老客户" if months_between(start, as_of) >= 6 else "新客户"
    assert said == case["expect"]["客户类型"]


@pytest.mark.parametrize("case", cases("S3-23"), ids=lambda case: case["id"])
def test_customer_months_of_the_example(case):
    start, as_of = (date.fromisoformat(case["given"][key]) for key in ("首次接触", "as_of"))
    assert max(1, months_between(start, as_of)) == case["expect"]["客户月数"]


def test_month_ends_are_clipped():
    assert add_months(date(2023, 8, 31), 6) == date(2024, 2, 29)
    assert add_months(date(2024, 3, 31), -1) == date(2024, 2, 29)
    assert add_months(date(2024, 1, 15), 12) == date(2025, 1, 15)


@given(DAYS, st.integers(0, 240))
def test_months_added_are_months_between(day, months):
    later = add_months(day, months)
    assert months_between(day, later) == months
    if months and later.day == day.day:
        assert months_between(day, later - timedelta(days=1)) == months - 1


@pytest.mark.parametrize(
    ("text", "start", "last"),
    [
        ("2024Q2", "2024-04-01", "2024-06-30"),
        ("2024年q4", "2024-10-01", "2024-12-31"),
        ("2024H1", "2024-01-01", "2024-06-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024年5月", "2024-05-01", "2024-05-31"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-04-01..2024-06-30", "2024-04-01", "2024-06-30"),
        ("2024-04-05 至 2024-04-05", "2024-04-05", "2024-04-05"),
        ("2024-04-05", "2024-04-05", "2024-04-05"),
        ("2024W18", "2024-04-29", "2024-05-05"),
        ("2020-W53", "2020-12-28", "2021-01-03"),
    ],
)
def test_periods_people_name(text, start, last):
    assert Period.parse(text) == Period(date.fromisoformat(start), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text", ["2024Q5", "2024-13", "上季度", "", "2024-06-30..2024-04-01", "2024W60"]
)
def test_what_is_no_period_says_so(text):
    with pytest.raises(PeriodUnreadable, match="周期"):
        Period.parse(text)


def test_before_and_a_year_ago():
    quarter = Period.parse("2024Q1")
    assert quarter.before() == Period.parse("2023Q4")
    assert quarter.year_ago() == Period.parse("2023Q1")
    assert Period(date(2024, 5, 8), date(2024, 5, 14)).before() == Period(
        date(2024, 5, 1), date(2024, 5, 7)
    )


def test_the_last_three_months_end_on_as_of():
    assert window_before(date(2024, 3, 31), months=3) == Period.parse("2024Q1")
    assert window_before(date(2024, 6, 30), days=30).start == date(2024, 6, 1)
