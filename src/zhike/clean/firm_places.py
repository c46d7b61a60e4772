"""The places firms put before their own name or in brackets behind it."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from zhike.clean.code_tables import table
from zhike.clean.firm_words import STREET, TRADE, ZONE
from zhike.clean.han import HAN
from zhike.clean.region_names import codes_of, place_words

_STREET = re.compile(STREET)
_TRADES = re.compile(rf"(?:{TRADE})+")
_ZONE = re.compile(ZONE)
_TOWN = re.compile(rf"({HAN}{{1,2}}(?![小古名重]){HAN})镇")
_BRACKET = re.compile(r"\s?\(([^()]*)\)\s?")
_LETTERS = re.compile(r"[A-Za-z][A-Za-z ]+")
_IN_HEAD = 2  # characters by which words are looked up
_LONGEST = 8  # characters of a place before 分公司
_SAID = "省市县"  # by which a word is a place and nothing else
_LEAST = 2  # characters of a name


def placed(stem: str) -> tuple[str, str]:
    """Return the place a firm's name names, in short words, and the name without it.

    One in brackets goes before one in front, which stays where it doesn't hold it: 江苏华兴(南京)
    is 华兴 in 江苏南京, but 重庆华兴(成都) is 重庆华兴 in 成都.
    """
    place, end = _in_front(stem)
    for bracket in _BRACKET.finditer(stem, end) if "(" in stem else ():
        if inside := _whole(bracket[1]):
            rest = stem[: bracket.start()] + stem[bracket.end() :]
            around = place and is_place(stem[:end] + bracket[1])
            return (place + inside, rest[end:]) if around else (inside, rest)
    return place, stem[end:]


def _in_front(text: str) -> tuple[str, int]:
    """Return the places a text begins with, in short words, and where they end.

    What is left has to say more than a line of business: 福泉建材 is no firm called 建材; but
    福泉市 is a place all the same.
    """
    if text[:1].isascii():
        found = _letters_in_front().match(text)
        return (found[1], found.end()) if found else ("", 0)
    words = _words_from(text)
    while words:
        short, end = _with_town(text, _short(words), sum(map(len, words)))
        if _says_more(text[end:]) or (words[-1][-1] in _SAID and _says_enough(text[end:])):
            return short, end
        words.pop()
    return "", 0


def _with_town(text: str, short: str, end: int) -> tuple[str, int]:
    """Return the place with the town behind it, and where it ends, a zone left out."""
    if "镇" in text and (town := _TOWN.match(text, end)):
        short, end = short + town[1], town.end()
    zone = _ZONE.match(text, end) if "区" in text else None
    return short, zone.end() if zone else end


def _says_more(rest: str) -> bool:
    return _says_enough(rest) and not _TRADES.fullmatch(rest)


def _says_enough(rest: str) -> bool:
    return len(rest) >= _LEAST and not _STREET.match(rest)


def is_place(text: str) -> bool:
    """Say whether a text is the name of a place and nothing else."""
    return bool(text) and sum(map(len, _words_from(text))) == len(text)


def place_before(text: str, end: int, *, least: int) -> int:
    """Return where the place begins that ends there; the end itself where there is none."""
    starts = range(max(least, end - _LONGEST), end - 1)
    return next((at for at in starts if text[at:end] in place_words()), end)


def _whole(text: str) -> str:
    """Return the place that is all of a text, in short words; letters are taken for one."""
    zone = next((found for found in _ZONE.finditer(text) if found.end() == len(text)), None)
    place = re.sub("[·\\s—-]", "", text[: zone.start()] if zone else text)
    if is_place(place):
        return _short(_words_from(place))
    return text if _LETTERS.fullmatch(text) else ""


def _short(words: Iterable[str]) -> str:
    return "".join(map(place_words().__getitem__, words))


def _words_from(text: str) -> list[str]:
    """Return the places a text begins with, each within the one before it."""
    words: list[str] = []
    at = 0
    while (word := _word_at(text, at)) and (not words or _is_within(words[-1], word)):
        words.append(word)
        at += len(word)
    return words


@cache
def _is_within(outer: str, inner: str) -> bool:
    around = tuple(re.sub("(?:00)+$", "", code) for code in codes_of(outer))
    return not around or any(code.startswith(around) for code in codes_of(inner))


def _word_at(text: str, at: int) -> str:
    """Return the longest place that stands somewhere in a text."""
    for word in _by_head().get(text[at : at + _IN_HEAD], ()):
        if text.startswith(word, at):
            return word
    return ""


@cache
def _by_head() -> dict[str, list[str]]:
    """Return the places that begin with two characters, the longest first."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in place_words():
        found[word[:_IN_HEAD]].append(word)
    return found


@cache
def _letters_in_front() -> re.Pattern[str]:
    words = sorted({row["letters"] for row in table("gb2260_letters")}, key=len, reverse=True)
    return re.compile(rf"(?i)({'|'.join(['china', 'hong kong', 'inner mongolia', *words])})\s+")
