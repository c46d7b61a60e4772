"""What an unread cell may have meant: words of its list, industries, places, days, colleagues."""

import calendar
import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from zhike.clean.code_tables import table
from zhike.clean.industry import find_industry
from zhike.clean.region import MACRO_REGIONS
from zhike.playbook.playbook import Playbook
from zhike.words.field import FieldSpec

NEAR = 0.45  # half the letters of a short word
OFFERED = 8
_NUMBERS = re.compile(r"\d+")
_MONTHS, _CENTURY, _PIVOT = 12, 100, 70


@dataclass(frozen=True, slots=True)
class Offer:
    """The words to choose from, the likeliest first where one is likely, and that one."""

    choices: tuple[str, ...] = ()
    proposed: str = ""


def offer_for(field: FieldSpec | None, text: str, playbook: Playbook) -> Offer:
    """Return what the text of a field may have meant, in words that the field reads."""
    if field is None or not text:
        return Offer()
    if field.vocabulary:
        return _of_vocabulary(field.vocabulary, text, playbook)
    if field.kind == "industry":
        return _first([str(one) for one in find_industry(text).candidates])
    if field.kind == "region":
        return _of_region(text)
    if field.kind == "yes_no":
        return Offer(("是", "否"), _nearest(text, ("是", "否")))
    return _first(days_of(text)) if field.kind in ("date", "partial_date", "moment") else Offer()


def offer_colleague(name: str, people: Sequence[tuple[str, str]]) -> Offer:
    """Return login names of colleagues, those called like `name` first; `people` has both names."""
    told = dict(people)
    near = difflib.get_close_matches(name, told.values(), n=1, cutoff=NEAR)
    same_family = [said for said in told.values() if name[-1:] in said or name[:1] in said]
    liked = near[0] if near else same_family[0] if len(same_family) == 1 else ""
    logins = sorted(told, key=lambda login: told[login] != liked)
    return Offer(tuple(logins), logins[0] if liked else "")


def _first(words: Sequence[str]) -> Offer:
    return Offer(tuple(words), words[0] if words else "")


def _of_vocabulary(name: str, text: str, playbook: Playbook) -> Offer:
    words = playbook.vocabulary(name).words
    spelt = {way: word.label for word in words for way in (word.label, word.word, *word.synonyms)}
    return Offer(tuple(word.label for word in words), spelt.get(_nearest(text, tuple(spelt)), ""))


def _of_region(text: str) -> Offer:
    near = difflib.get_close_matches(text, _places(), n=OFFERED, cutoff=NEAR)
    return Offer((*near, *(one for one in MACRO_REGIONS if one not in near)), *near[:1])


@cache
def _places() -> tuple[str, ...]:
    """Return the provinces and cities of GB/T 2260."""
    return tuple(
        dict.fromkeys(row["name"] for row in table("gb2260_2026") if row["code"][4:] == "00")
    )


def _nearest(text: str, words: Sequence[str]) -> str:
    near = difflib.get_close_matches(text, words, n=1, cutoff=NEAR)
    return near[0] if near else ""


def days_of(text: str) -> list[str]:
    """Return the days a text may mean, as 2024-05-01: turned round, shortened, past the month."""
    numbers = [int(one) for one in _NUMBERS.findall(text)]
    if len(numbers) == 1 and len(_NUMBERS.findall(text)[0]) == len("20240230"):
        whole = _NUMBERS.findall(text)[0]
        numbers = [int(whole[:4]), int(whole[4:6]), int(whole[6:])]
    if not numbers or len(numbers) > 3:
        return []
    found = [day for order in _orders(numbers) if (day := _day(*order)) is not None]
    return [day.isoformat() for day in dict.fromkeys(found)]


def _orders(numbers: list[int]) -> list[tuple[int, int, int]]:
    """Return year, month and day in the orders people write them in."""
    if len(numbers) == 1:
        return [(numbers[0], 1, 1)] if numbers[0] > _CENTURY else []
    if len(numbers) == 2:
        return [(numbers[0], numbers[1], 1)] if numbers[0] > _CENTURY else []
    a, b, c = numbers
    if a > _CENTURY:
        return [(a, b, c), (a, c, b)]
    return [(c, a, b), (c, b, a)] if c > _CENTURY else [(a, b, c), (c, a, b), (c, b, a)]


def _day(year: int, month: int, day: int) -> date | None:
    """Return the day; one past the end of its month is the last of it, others are none."""
    if year < _CENTURY:
        year += 2000 if year < _PIVOT else 1900
    if not (1 <= month <= _MONTHS and 1 <= day <= 31 and 1900 <= year <= 2100):
        return None
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))
