"""Spans of days: quarters, months, years and the windows that end on `as_of`."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self


class PeriodUnreadable(ValueError):
    """The text names no period; write 2024Q2, 2024-05, 2024H1, 2024 or two dates."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole days from `start` to `last`, both counted (rules.md §0)."""

    start: date
    last: date

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the period people mean by 2024Q2, 2024-05, 2024H1, 2024, 2024W18, a day or A..B.

        Raises PeriodUnreadable when the text is none of these.
        """
        for pattern, months in _SHAPES:
            if found := re.fullmatch(pattern, text.strip(), re.IGNORECASE):
                first, count = months(*(int(g) for g in found.groups()))
                if 1 <= first.month <= 12:
                    return cls(first, add_months(first, count) - timedelta(days=1))
        if found := re.fullmatch(r"(\d{4})\s*[-年]?\s*W(\d{1,2})", text.strip(), re.IGNORECASE):
            return cls._week(int(found[1]), int(found[2]), text)
        return cls._from_dates(text)

    @classmethod
    def _week(cls, year: int, week: int, text: str) -> Self:
        try:
            monday = date.fromisocalendar(year, week, 1)
        except ValueError as why:
            raise PeriodUnreadable(f"看不懂周期“{text}”，{year} 年没有第 {week} 周") from why
        return cls(monday, monday + timedelta(days=6))

    @classmethod
    def _from_dates(cls, text: str) -> Self:
        ends = re.split(r"\s*(?:\.\.|至|~)\s*", text.strip())
        try:
            start, last = (
                date.fromisoformat(end) for end in (ends * 2 if len(ends) == 1 else ends)
            )
        except ValueError as why:
            raise PeriodUnreadable(
                f"看不懂周期“{text}”，请写 2024Q2、2024-05、2024H1、2024 或 2024-04-01..2024-06-30"
            ) from why
        if last < start:
            raise PeriodUnreadable(f"周期“{text}”的结束早于开始")
        return cls(start, last)

    @property
    def until(self) -> date:
        """Return the first day no longer counted."""
        return self.last + timedelta(days=1)

    @property
    def months(self) -> int | None:
        """Return how many whole calendar months this is, or None for odd spans."""
        if self.start.day != 1 or self.until.day != 1:
            return None
        return (self.until.year - self.start.year) * 12 + self.until.month - self.start.month

    @property
    def label(self) -> str:
        """Return how the period is written in Chinese, e.g. 2024年第二季度."""
        year, month = self.start.year, self.start.month
        match self.months:
            case 1:
                return f"{year}年{month}月"
            case 3 if month % 3 == 1:
                return f"{year}年第{'一二三四'[month // 3]}季度"
            case 6 if month % 6 == 1:
                return f"{year}年{'上' if month == 1 else '下'}半年"
            case 12 if month == 1:
                return f"{year}年"
        if self.start == self.last:
            return f"{year}年{month}月{self.start.day}日"
        return f"{self.start} 至 {self.last}"

    def before(self) -> "Period":
        """Return the equally long period that ends the day before this one (环比)."""
        if self.months:
            return Period(add_months(self.start, -self.months), self.start - timedelta(days=1))
        return Period(self.start - (self.until - self.start), self.start - timedelta(days=1))

    def year_ago(self) -> "Period":
        """Return the same span one year earlier (同比)."""
        return Period(add_months(self.start, -12), add_months(self.until, -12) - timedelta(days=1))


def add_months(day: date, months: int) -> date:
    """Return the day `months` calendar months later, clipped to the month's end (rule S2-13)."""
    whole = day.year * 12 + day.month - 1 + months
    year, month = divmod(whole, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def months_between(start: date, until: date) -> int:
    """Return the number of whole months from `start` to `until`; month ends count as whole."""
    months = (until.year - start.year) * 12 + until.month - start.month
    return months if add_months(start, months) <= until else months - 1


def window_before(as_of: date, *, months: int = 0, days: int = 0) -> Period:
    """Return 近N个月/天 ending on `as_of`, which is counted (rules.md §0)."""
    until = as_of + timedelta(days=1)
    start = add_months(until, -months) - timedelta(days=days)
    return Period(start, as_of)


_SHAPES = (
    (r"(\d{4})\s*[-年]?\s*Q([1-4])", lambda y, q: (date(y, 3 * q - 2, 1), 3)),
    (r"(\d{4})\s*[-年]?\s*H([12])", lambda y, h: (date(y, 6 * h - 5, 1), 6)),
    (r"(\d{4})[-/.年](0?[1-9]|1[0-2])月?", lambda y, m: (date(y, m, 1), 1)),
    (r"(\d{4})年?", lambda y: (date(y, 1, 1), 12)),
)
