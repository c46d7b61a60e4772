"""Steps of the calendar as whole numbers that follow one another, and as people write them."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import ibis

from zhike.words.period import Period, add_months

# Each step of months: (steps a year, months a step). Days and weeks are counted through.
_STEPS: Mapping[str, tuple[int, int]] = {"月": (12, 1), "季度": (4, 3), "年": (1, 12)}
_DAYS: Mapping[str, int] = {"日": 1, "周": 7}
_WORDS: Mapping[str, Callable[[int, int], str]] = {
    "月": lambda year, part: f"{year}-{part + 1:02d}",
    "季度": lambda year, part: f"{year}Q{part + 1}",
    "年": lambda year, _: f"{year}",
}
_FIRST = date(1970, 1, 1)
_FIRST_DAY = _FIRST.toordinal() - 1  # 0001-01-01, a Monday, is day 0


def step_of(day: Any, step: str) -> Any:
    """Return the number of the step a column of days lies in; neighbours differ by 1."""
    if days := _DAYS.get(step):
        count = day.delta(ibis.literal(_FIRST), unit="day").cast("int64") + _FIRST_DAY
        return count if days == 1 else (count.cast("float64") / days).floor().cast("int64")
    a_year, months = _STEPS[step]
    return (day.year() * a_year + ((day.month() - 1) / months).floor()).cast("int64")


def number_of(day: date, step: str) -> int:
    """Return the number of the step a day lies in."""
    if days := _DAYS.get(step):
        return (day.toordinal() - 1) // days
    a_year, months = _STEPS[step]
    return day.year * a_year + (day.month - 1) // months


def word_of(number: int | None, step: str) -> str | None:
    """Return a step as people write it: 2024-05, 2024Q2, 2024, 2024W18; None without a day."""
    if number is None:
        return None
    if step in _DAYS:
        day = date.fromordinal(number * _DAYS[step] + 1)
        return str(day) if step == "日" else f"{day.isocalendar()[0]}W{day.isocalendar()[1]:02d}"
    return _WORDS[step](*divmod(number, _STEPS[step][0]))


def number_a_year_ago(number: int, step: str) -> int | None:
    """Return the number of the same step a year ago; 02-29 has none, a week is 52 weeks ago."""
    if step == "日":
        day = date.fromordinal(number + 1)
        ago = add_months(day, -12)
        return number_of(ago, step) if ago.day == day.day else None
    return number - (52 if step == "周" else _STEPS[step][0])


def steps_in(period: Period, step: str) -> range:
    """Return the numbers of all steps a period touches, so that gaps show."""
    return range(number_of(period.start, step), number_of(period.last, step) + 1)


def partial_steps(period: Period, step: str, *, as_of: date | None = None) -> tuple[str, ...]:
    """Return the steps that lie only partly in the period or aren't over on `as_of`.

    They're left out of 环比 and 同比.
    """
    covered = Period(period.start, min(period.last, as_of)) if as_of else period
    words = [str(word_of(number, step)) for number in steps_in(period, step)]
    return tuple(word for word in words if not _is_inside(Period.parse(word), covered))


def running_step(as_of: date, step: str) -> tuple[str, ...]:
    """Return the step that isn't over on a day, none when the day is its last."""
    word = str(word_of(number_of(as_of, step), step))
    return (word,) if Period.parse(word).last > as_of else ()


def span_of(first: int, last: int, step: str) -> Period:
    """Return the days from the start of one step to the end of another."""
    start, end = (Period.parse(str(word_of(number, step))) for number in (first, last))
    return Period(start.start, end.last)


def _is_inside(inner: Period, outer: Period) -> bool:
    return outer.start <= inner.start and inner.last <= outer.last
