"""Steps of the calendar as whole numbers that follow one another, and as people write them."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from zhike.words.period import Period

# Each step: (steps a year, months a step).
_STEPS: Mapping[str, tuple[int, int]] = {"月": (12, 1), "季度": (4, 3), "年": (1, 12)}
_WORDS: Mapping[str, Callable[[int, int], str]] = {
    "月": lambda year, part: f"{year}-{part + 1:02d}",
    "季度": lambda year, part: f"{year}Q{part + 1}",
    "年": lambda year, _: f"{year}",
}


def step_of(day: Any, step: str) -> Any:
    """Return the number of the step a column of days lies in; neighbours differ by 1."""
    a_year, months = _STEPS[step]
    return (day.year() * a_year + ((day.month() - 1) / months).floor()).cast("int64")


def number_of(day: date, step: str) -> int:
    """Return the number of the step a day lies in."""
    a_year, months = _STEPS[step]
    return day.year * a_year + (day.month - 1) // months


def word_of(number: int | None, step: str) -> str | None:
    """Return a step as people write it: 2024-05, 2024Q2, 2024; None for rows without a day."""
    if number is None:
        return None
    return _WORDS[step](*divmod(number, _STEPS[step][0]))


def steps_in(period: Period, step: str) -> range:
    """Return the numbers of all steps a period touches, so that gaps show."""
    return range(number_of(period.start, step), number_of(period.last, step) + 1)


def partial_steps(period: Period, step: str) -> tuple[str, ...]:
    """Return the steps that lie only partly in the period; they're left out of 环比."""
    words = [str(word_of(number, step)) for number in steps_in(period, step)]
    whole = [word for word in words if _is_inside(Period.parse(word), period)]
    return tuple(word for word in words if word not in whole)


def _is_inside(inner: Period, outer: Period) -> bool:
    return outer.start <= inner.start and inner.last <= outer.last
