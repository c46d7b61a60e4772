"""The day by which a next step is due, where the text says it beyond doubt (S1-24)."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import polars as pl

from zhike.words.period import add_months

_NUMERALS = {
    "一": 1,
    "两": 2,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_NUMBER = r"(?<![\d.近前上过每第一二三四五六七八九十])(\d{1,3}|十?[一两二三四五六七八九]|十)"
_SOON = r"(?:之?内|以内|后|之后|以后)"
_NAMED_DAYS = {
    **dict.fromkeys(("今天", "今日", "当天", "当日"), 0),
    **dict.fromkeys(("明天", "明日", "次日", "第二天"), 1),
    **dict.fromkeys(("后天",), 2),
}
_NOT_NAMED = r"(?<![大昨前每今当])"
_WEEKDAYS = "一二三四五六日"


def due_date(text: str, *, on: date) -> date | None:
    """Return the day the first term in the text names, counted from `on`; None when unsure.

    Sure are: 3日内, 两周内, 1个月后, 24小时内, 今天, 明天, 本周五, 下周三, 月底, 2024-05-20前.
    Working days need a calendar of holidays and 下周 alone names no day: both give None.
    """
    found = [(match.start(), day) for match, day in _terms(text, on) if day is not None]
    return min(found)[1] if found else None


def due_dates(texts: pl.Series, days: pl.Series) -> pl.Series:
    """Return the due day of each text counted from the day beside it; null when either is."""
    pairs = zip(texts, days, strict=True)
    due = [None if text is None or day is None else due_date(text, on=day) for text, day in pairs]
    return pl.Series(texts.name, due, dtype=pl.Date)


def _terms(text: str, on: date) -> list[tuple[re.Match[str], date | None]]:
    return [(m, read(m, on)) for pattern, read in _TERMS for m in re.finditer(pattern, text)]


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    return (10 if text.startswith("十") else 0) + _NUMERALS.get(text[-1], 0)


def _after_days(found: re.Match[str], on: date) -> date:
    return on + timedelta(days=_number(found[1]))


def _after_weeks(found: re.Match[str], on: date) -> date:
    return on + timedelta(weeks=_number(found[1]))


def _after_months(found: re.Match[str], on: date) -> date:
    return add_months(on, _number(found[1]))


def _after_hours(found: re.Match[str], on: date) -> date | None:
    hours = int(found[1])
    return None if hours % 24 else on + timedelta(days=hours // 24)


def _named(found: re.Match[str], on: date) -> date:
    return on + timedelta(days=_NAMED_DAYS[found[1]])


def _weekday(found: re.Match[str], on: date) -> date | None:
    monday = on - timedelta(days=on.weekday()) + timedelta(weeks="本下".index(found[1][-1]))
    day = monday + timedelta(days=_WEEKDAYS.index(found[2].replace("天", "日")))
    return day if day >= on else None


def _month_end(found: re.Match[str], on: date) -> date:
    months = 2 if "下" in found[0] else 1
    return add_months(on.replace(day=1), months) - timedelta(days=1)


def _full_date(found: re.Match[str], on: date) -> date | None:
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
    return day if day >= on else None


_TERMS: tuple[tuple[str, Callable[[re.Match[str], date], date | None]], ...] = (
    (rf"{_NUMBER}\s*[天日]{_SOON}", _after_days),
    (rf"{_NUMBER}\s*个?(?:周|星期|礼拜){_SOON}", _after_weeks),
    (rf"{_NUMBER}\s*个?月{_SOON}", _after_months),
    (rf"(?<![\d.近前每])(\d{{2,3}})\s*个?小时{_SOON}", _after_hours),
    (rf"{_NOT_NAMED}({'|'.join(_NAMED_DAYS)})", _named),
    (r"(?<![上下])(本|下)(?:周|星期|礼拜)([一二三四五六日天])", _weekday),
    (r"(?:本|下个?|(?<![上一-十\d下]))月底", _month_end),
    (r"(?<!\d)(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)", _full_date),
)
