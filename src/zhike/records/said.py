"""Words of the book in the language of the page: a known one translated, any other as it is."""

import re
from collections.abc import Callable, Iterable

from django.utils.functional import Promise, lazy
from django.utils.translation import get_language, gettext

from zhike.words import wording
from zhike.words.wording import NOTHING, WAN_FEN, half_up, yuan

Wording = str | Promise  # a label: plain, or translated when it is drawn
ENGLISH = "en"
THOUSAND_FEN = 1_000_00


def said(word: object) -> str:
    """Return a state, role, field, metric, tag, tier or kind in the language of the page.

    The word itself stays Chinese wherever it is kept, compared or put into an address; only what
    is drawn is translated. A word the catalogues don't know is somebody's data and stays.
    """
    text = "" if word is None else str(word)
    known = gettext(text) if text else text
    if known != text or get_language() != ENGLISH:
        return known
    found = ((shape.fullmatch(text), turn) for shape, turn in _SHAPES)
    return next((turn(*match.groups()) for match, turn in found if match), text)


lazy_said = lazy(said, str)  # for what is written down before anybody looks


def listed(words: Iterable[object]) -> str:
    """Return known words one after the other."""
    return gettext("、").join(said(word) for word in words)


def money(fen: int | None) -> str:
    """Return 分 as lists show it: 28.5万, in English 285.0k; below 1万 in 元."""
    if fen is None or abs(fen) < WAN_FEN:
        return NOTHING if fen is None else yuan(fen)
    if get_language() == ENGLISH:
        return f"{half_up(fen / THOUSAND_FEN):,}k"
    return gettext("%(amount)s万") % {"amount": wording.wan(fen)}


def summed(fen: int | None) -> str:
    """Return 分 with its unit, as sentences say it: 28.5万元, in English CNY 285.0k."""
    if fen is None:
        return NOTHING
    if abs(fen) < WAN_FEN or get_language() == ENGLISH:
        return gettext("%(text)s 元") % {"text": money(fen)}
    return gettext("%(amount)s万元") % {"amount": wording.wan(fen)}


def _thousands(number: str) -> str:
    return f"{half_up(float(number.replace(',', '').replace('−', '-')) * 10):,}k"


_SHAPES: tuple[tuple[re.Pattern[str], Callable[..., str]], ...] = (  # as English writes them
    (re.compile(r"(\d{4})年第([一二三四])季度"), lambda y, q: f"{y} Q{'一二三四'.index(q) + 1}"),
    (re.compile(r"(\d{4})年([上下])半年"), lambda y, half: f"{y} H{'上下'.index(half) + 1}"),
    (re.compile(r"(\d{4})年(\d+)月(\d+)日"), lambda y, m, d: f"{y}-{m:0>2}-{d:0>2}"),
    (re.compile(r"(\d{4})年(\d+)月"), lambda y, m: f"{y}-{m:0>2}"),
    (re.compile(r"(\d{4})年"), lambda y: y),
    (re.compile(r"(\d+)月"), lambda m: f"{m:0>2}"),
    (re.compile(r"(\S+) 至 (\S+)"), lambda first, last: f"{said(first)} to {said(last)}"),
    (re.compile(r"(.+)（(.+)）"), lambda name, unit: f"{said(name)} ({said(unit)})"),
    (re.compile(r"([−-]?[\d,.]+) ?万"), _thousands),
    (re.compile(r"([−-]?[\d,.]+) ?万元"), lambda number: f"CNY {_thousands(number)}"),
    (re.compile(r"([−-]?[\d,.]+) 元"), lambda number: f"CNY {number}"),
    (re.compile(r"(.*\d) 个百分点"), lambda number: f"{number} pts"),
)
