"""Names of firms as they are compared: where, what it is called, its line, form and branch."""

import re
from functools import lru_cache
from typing import NamedTuple

from zhike.clean.firm_name import firm_name
from zhike.clean.firm_words import FILLERS, OFFICE, TRADE, TRADES_IN_LETTERS
from zhike.clean.matching.one_place import place_of

_GROUP, _COMPANY = "集团", "公司"
_BRACKETED, _MARKS = re.compile(r"\([^()]*\)"), re.compile(r"[\s\"'`“”‘’·•・.。_*#!?,;:()/|-]")
_OFFICE = re.compile(rf"(?:省|市)?(?:{OFFICE}).*\Z")
_FILLER = re.compile("|".join(FILLERS))
_SHORT_FORM = ("", "公司", "公思", "公斯", "公可", "工司", "股份", "总公司")
_OTHER_FORM = re.compile(r"事务所|合伙|合作")
_TRADE = re.compile(rf"(?:{TRADE})+\Z")
_IN_LETTERS = re.compile(rf"(?<=[a-z]{{3}})(?:{'|'.join(TRADES_IN_LETTERS)})+\Z")
_LEAST = 2  # characters of a name


class FirmForm(NamedTuple):
    """What of a firm's name is compared; None for what it doesn't have.

    `named` is the place in the name (GB/T 2260), `core` what is left between place and legal form,
    `form` 集团 or 公司, `branch` what sets a branch apart: 上海, or 分 for one without a name.
    `trade` is the line of business at the core's end, `brand` what stands before it.
    """

    named: str | None = None
    core: str | None = None
    form: str | None = None
    branch: str | None = None
    trade: str | None = None
    brand: str | None = None


def firm_form(folded: str) -> FirmForm:
    """Return the forms of a name in half width, small letters and simplified characters."""
    name = firm_name(folded)
    form, kept = _form(name.suffix)
    core = _squashed(name.core)
    if len(core + kept) < _LEAST:
        core = _squashed(name.region + name.core)
    trade, brand = _trade(core)
    branch = _branch(name.branch) if name.branch else None
    parts = (_code_of(name.region), core + kept, form, branch, trade + kept, brand)
    return FirmForm(*(one or None for one in parts))


def _squashed(text: str) -> str:
    """Return a text without what stands in brackets and without marks."""
    if text.isalnum():
        return text
    return _MARKS.sub("", _BRACKETED.sub("", text))


@lru_cache
def _form(suffix: str) -> tuple[str | None, str]:
    """Return 集团 or 公司, and what of a form belongs to the name: 律师事务所 is no 有限公司."""
    if _OTHER_FORM.search(suffix):
        return None, _squashed(suffix)
    if suffix.startswith(_GROUP):
        return _GROUP, ""
    return (None if suffix in _SHORT_FORM else _COMPANY), ""


@lru_cache(maxsize=1024)
def _code_of(region: str) -> str | None:
    return place_of(region)


def _branch(branch: str) -> str | None:
    if not _OFFICE.search(branch):
        return None
    return _OFFICE.sub("", branch, count=1) or "分"


def _trade(core: str) -> tuple[str, str]:
    """Return the line of business at a core's end, and what stands before it."""
    found = (_IN_LETTERS if core[-1:].isascii() else _TRADE).search(core)
    if found is None:
        return "", core
    return _FILLER.sub("", found[0]), core[: found.start()] or core
