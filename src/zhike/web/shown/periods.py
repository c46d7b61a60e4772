"""Which periods can be chosen: years, quarters and months, those with data marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from zhike.records.said import said as known
from zhike.words.period import Period, PeriodUnreadable, add_months


@dataclass(frozen=True, slots=True)
class Choice:
    """One period as a link: what to ask for and how it is said."""

    text: str
    label: str
    here: bool


def choices(months: Sequence[str], *, here: str, most: int = 12) -> dict[str, list[Choice]]:
    """Return years, quarters and months with data (`2024-05` …), the newest first."""
    quarters = [f"{month[:4]}Q{(int(month[5:7]) + 2) // 3}" for month in months]
    years = [month[:4] for month in months]
    return {
        "季度": _some(quarters, here, most),
        "月": _some(months, here, most),
        "年": _some(years, here, most),
    }


def _some(texts: Sequence[str], here: str, most: int) -> list[Choice]:
    newest = sorted(set(texts), reverse=True)[:most]
    return [Choice(text, Period.parse(text).label, text == here) for text in newest]


def newest_quarter(months: Sequence[str]) -> str:
    """Return the newest quarter all of whose months lie in the past of the data, else the newest.

    The last month with data may still be under way, so a quarter it ends is taken as whole.
    """
    if not months:
        return ""
    last = max(months)
    quarter = f"{last[:4]}Q{(int(last[5:7]) + 2) // 3}"
    if Period.parse(quarter).last == Period.parse(last).last:
        return quarter
    before = Period.parse(quarter).before()
    text = f"{before.start.year}Q{(before.start.month + 2) // 3}"
    return (
        text if any(Period.parse(month).start >= before.start for month in months[:-1]) else quarter
    )


def nearest_with_data(months: Sequence[str], wanted: Period) -> str:
    """Return the quarter with data closest to an empty period, or nothing."""
    if not months:
        return ""

    def distance(month: str) -> int:
        return abs((Period.parse(month).start - wanted.start).days)

    best = min(months, key=distance)
    return f"{best[:4]}Q{(int(best[5:7]) + 2) // 3}"


def last_year_of(months: Sequence[str]) -> str:
    """Return at most twelve months, the last ones with data, as `A..B`."""
    if not months:
        return ""
    first, last = Period.parse(min(months)), Period.parse(max(months))
    return f"{max(first.start, add_months(last.start, -11))}..{last.last}"


def said(text: str) -> str:
    """Return how a period is called; a text that names none is given back."""
    try:
        return known(Period.parse(text).label)
    except PeriodUnreadable:
        return text


def held(months: Sequence[str], text: str) -> bool:
    """Say whether any month with data lies in a period."""
    span: Any = Period.parse(text)
    return any(
        span.start <= Period.parse(month).last and Period.parse(month).start <= span.last
        for month in months
    )
