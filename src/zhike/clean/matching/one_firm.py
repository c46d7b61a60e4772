"""The name of one firm in its parts, as `firm_parts` takes apart a whole column of them."""

import re
from functools import cache
from typing import NamedTuple

from zhike.clean.matching.firm_names import (
    BRACKET,
    BRANCH,
    FILLERS,
    LOOSE,
    SHORT,
    form_pattern,
    note_pattern,
    trade_pattern,
)
from zhike.clean.matching.one_place import code_of_name, place_of, without_place
from zhike.clean.matching.places import any_place

_ROUND = str.maketrans(
    dict.fromkeys("[{<〈《【〔「『", "(")
    | dict.fromkeys("]}>〉》】〕」』", ")")
    | dict.fromkeys("\"'`“”‘’·•・.。_*#!?")
)
_BRACKET = re.compile(BRACKET)
_SECOND = re.compile(f"{BRACKET}.*{BRACKET}")
_BRANCH, _SHORT = re.compile(BRANCH), re.compile(rf"(?:{SHORT})\Z")
_AREA = re.compile(r"(?:省|市)\Z")
_BEHIND_BRANCH = re.compile(rf"(?:省|市)?(?:{BRANCH}).*\Z")
_NOTED, _BETWEEN = re.compile(r"[\s/,;|-]"), re.compile(r"[\s,;:/|-]")
_FILLER = re.compile("|".join(FILLERS))


class FirmName(NamedTuple):
    """The parts of a firm's name; None for what it doesn't have."""

    named: str | None = None
    core: str | None = None
    form: str | None = None
    branch: str | None = None
    trade: str | None = None
    brand: str | None = None


def firm_name(folded: str) -> FirmName:
    """Return the parts of one folded name, the same as `firm_parts` of a column."""
    text = folded.translate(_ROUND).strip(" -,;:/")
    if not text:
        return FirmName()
    plain, placed = _unbracketed(text)
    formed = _form().sub("", plain, count=1)
    before = _before(plain, formed)
    behind = plain[len(before) :]
    rest = without_place(before)
    enough = len(rest) >= 2
    core = rest if enough else before
    trade, brand = _trade(core)
    parts = (
        placed or (place_of(before) if enough else None),
        core,
        "集团" if behind.startswith("集团") else "公司" if formed != plain else None,
        _branch(behind) if _BRANCH.search(behind) else None,
        trade,
        brand,
    )
    return FirmName(*(one or None for one in parts))


def _unbracketed(text: str) -> tuple[str, str | None]:
    """Return the name without brackets and notes, and the place that stood in them."""
    if "(" not in text:
        return _BETWEEN.sub("", _without_note(text.replace(")", ""))), None
    inside, second = _BRACKET.search(text), _SECOND.search(text)
    found = [inside[1] if inside else None, second[2] if second else None]
    bare = _BRACKET.sub("", text).replace("(", "").replace(")", "")
    branch = next((one for one in found if one is not None and _BRANCH.search(one)), "")
    places = (code_of_name(_AREA.sub("", one.removeprefix("中国"))) for one in found if one)
    placed = next((place for place in places if place), None)
    return _BETWEEN.sub("", _without_note(bare)) + branch, placed


def _without_note(bare: str) -> str:
    if _NOTED.search(bare) and not _BRANCH.search(bare):
        return _note().sub(r"\1", bare, count=1)
    return bare


def _before(plain: str, formed: str) -> str:
    """Return what stands before the legal form and the branch."""
    ends = [formed]
    if _BRANCH.search(plain):
        ends.append(_loose().sub("", plain, count=1))
    ends.append(_SHORT.sub("", plain, count=1))
    return next((end for end in ends if end != plain and len(end) >= 2), plain)


def _branch(behind: str) -> str:
    place = _leading_form().sub("", behind, count=1)
    return _BEHIND_BRANCH.sub("", place, count=1) or "分"


def _trade(core: str) -> tuple[str | None, str]:
    found = _trades().search(core)
    if found is None:
        return None, core
    return _FILLER.sub("", found[1]), core[: len(core) - len(found[1])] or core


@cache
def _form() -> re.Pattern[str]:
    heads = "".join(dict.fromkeys(one[0] for one in form_pattern().split("|")))
    return re.compile(rf"(?=[{heads}])(?:{form_pattern()}).*\Z")


@cache
def _leading_form() -> re.Pattern[str]:
    return re.compile(rf"^(?:{form_pattern()}|公司)")


@cache
def _loose() -> re.Pattern[str]:
    return re.compile(LOOSE.replace("PLACE", any_place()))


@cache
def _note() -> re.Pattern[str]:
    return re.compile(note_pattern())


@cache
def _trades() -> re.Pattern[str]:
    return re.compile(trade_pattern())
