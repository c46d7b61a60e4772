"""What was right more than a calendar month ago is looked at again (S1-25)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from zhike.clean.verified import due_before, is_due


@pytest.mark.parametrize(
    ("right_on", "today", "due"),
    [
        (date(2024, 4, 15), date(2024, 5, 16), True),  # the rule's own example
        (date(2024, 4, 15), date(2024, 5, 15), False),
        (date(2024, 1, 31), date(2024, 2, 29), False),  # a month after the 31st is the 29th
        (date(2024, 1, 31), date(2024, 3, 1), True),
        (date(2023, 1, 31), date(2023, 2, 28), False),
        (date(2023, 1, 31), date(2023, 3, 1), True),
        (date(2024, 3, 31), date(2024, 4, 30), False),
        (date(2024, 3, 31), date(2024, 5, 1), True),
        (date(2023, 12, 31), date(2024, 1, 31), False),
        (date(2023, 12, 31), date(2024, 2, 1), True),
    ],
)
def test_a_calendar_month(right_on: date, today: date, *, due: bool) -> None:
    assert is_due(right_on, today) is due


def test_three_months() -> None:
    assert not is_due(date(2023, 11, 30), date(2024, 2, 29), months=3)
    assert is_due(date(2023, 11, 30), date(2024, 3, 1), months=3)


DAYS = some.dates(min_value=date(2000, 1, 1), max_value=date(2040, 1, 1))


@given(today=DAYS, right_on=DAYS, months=some.integers(1, 14))
def test_the_cut_parts_what_is_due_from_what_is_not(
    today: date, right_on: date, months: int
) -> None:
    assert is_due(right_on, today, months=months) is (right_on < due_before(today, months=months))
