"""The name of a firm taken apart: place, what it is called, legal form and branch."""

import re
from functools import cache
from typing import NamedTuple

from zhike.clean.firm_places import is_place, place_before, placed
from zhike.clean.firm_words import (
    BRANCH,
    CUT_FORM,
    FORM,
    FORM_IN_LETTERS,
    FULL_FORMS,
    LABEL,
    NO_FIRM,
    OFFICE,
    REMARK,
    TRADE,
)
from zhike.clean.han import HAN, ROUND, STOPS, without_gaps
from zhike.clean.person_name import TITLE

_PLAIN = re.compile(rf"[{HAN[1:-1]}()]*{HAN}")
_LABEL, _REMARK = re.compile(LABEL), re.compile(REMARK)
_PERSON_BEHIND = re.compile(rf"(公司|集团|厂|店)\s+{HAN}{{1,4}}{TITLE}\Z")
_NO_FIRM = re.compile(NO_FIRM, re.IGNORECASE)
_FORM = re.compile(FORM)
_LOST, _STRAY = re.compile(r"[股份责任集团限有公司]"), re.compile(r"公[司可]|集团")
_BRANCH = re.compile(rf"[-—\s]*\(?({BRANCH})\)?")
_APART = re.compile(rf"(.+?)(?:[-—\s]+|\()([^()]{{0,8}}(?:{OFFICE}))\)?")
_OFFICE = re.compile(rf"(?:第?[一二三四五六七八九十\d]{{1,2}})?(?:{OFFICE})\Z")
_LETTERS = re.compile(rf"(.+?)[,\s]+({FORM_IN_LETTERS})", re.IGNORECASE)
_OF_NONE = ("服务中心",)  # a branch where a place stands before it: 社区服务中心 is none
_TRADE = re.compile(rf"(?:{TRADE})\Z")
_LENGTHS = frozenset(map(len, FULL_FORMS))
_LEAST = 2  # characters of a name


class FirmName(NamedTuple):
    """The parts of a firm's name as they were written; all empty for what is no name."""

    region: str = ""
    core: str = ""
    suffix: str = ""
    branch: str = ""


def firm_name(text: str) -> FirmName:
    """Return the parts of a name in half width and simplified characters.

    The place is without 省, 市, 区, 县 and peoples' names, wherever it stands in the name.
    """
    name = _tidied(text)
    if not name or _NO_FIRM.fullmatch(name):
        return FirmName()
    stem, suffix, branch = _cut(name)
    region, core = placed(stem)
    return FirmName(region, core, suffix, branch) if core else FirmName()


def _tidied(text: str) -> str:
    """Return a name without label, remark and blanks between characters, its brackets round."""
    if _PLAIN.fullmatch(text):
        return text.replace("(集团)", "集团")
    name = _PERSON_BEHIND.sub(r"\1", text.translate(ROUND).strip())
    name = _without_note(name)
    name = without_gaps(name)
    name = _LABEL.sub("", name, count=1) if _LABEL.match(name) else name
    name = _REMARK.sub("", name).lstrip(STOPS).rstrip(STOPS.replace(".", ""))
    return name.replace("(集团)", "集团")


def _without_note(name: str) -> str:
    """Return a name without what people note behind it: 华兴有限公司-老客户, 华兴科技 重点."""
    found = _note().fullmatch(name)
    if found is None:
        return name
    behind = found[2] or found[3]
    office = _BRANCH.fullmatch(behind) and not _OFFICE.search(found[1])
    kept = office or _FORM.search(behind) or is_place(behind.strip("()"))
    return name if kept else found[1]


def _cut(name: str) -> tuple[str, str, str]:
    """Return what stands before the legal form, the form and the branch behind it."""
    exact = _formed(name)
    if exact and not _may_be_longer(exact):
        return exact
    slip = _misspelled(name)
    if slip and (exact is None or _is_sure(slip)):
        return slip
    return exact or _in_letters(name) or _branched(name) or (name, "", "")


def _formed(name: str) -> tuple[str, str, str] | None:
    """Return the parts around a form that nothing follows, or a branch."""
    for found in _FORM.finditer(name, 1):
        behind = name[found.end() :]
        if not behind:
            return name[: found.start()], found[0], ""
        if branch := _BRANCH.fullmatch(behind):
            return name[: found.start()], found[0], branch[1]
    return None


def _may_be_longer(cut: tuple[str, str, str]) -> bool:
    """Say whether more of the form may stand before it: 集团有|公司."""
    stem, form, _ = cut
    return bool(_STRAY.fullmatch(form) or _LOST.search(stem[-2:]))


def _is_sure(slip: tuple[str, str, str]) -> bool:
    """Say whether a form is misspelled and no name ends so: 机械有有限公司, but 万有有限公司."""
    stem, form, _ = slip
    return len(form) in _LENGTHS or bool(_TRADE.search(stem))


def _misspelled(name: str) -> tuple[str, str, str] | None:
    """Return the parts around a legal form that has one character wrong, missing or doubled."""
    found = _misspelled_form().search(name, _LEAST)
    if found is None:
        return None
    branch = _BRANCH.fullmatch(name, found.end())
    return name[: found.start()], found[0], branch[1] if branch else ""


def _in_letters(name: str) -> tuple[str, str, str] | None:
    found = _LETTERS.fullmatch(name) if name[0].isascii() else None
    return (found[1], found[2], "") if found else None


def _branched(name: str) -> tuple[str, str, str] | None:
    """Return a branch of a firm without legal form: behind a mark, or 华兴科技|上海分公司."""
    if apart := _APART.fullmatch(name):
        return apart[1], "", apart[2]
    office = _OFFICE.search(name, _LEAST)
    if office is None:
        return None
    at = place_before(name, office.start(), least=_LEAST)
    unnamed = at == office.start() and office[0] in _OF_NONE
    return None if unnamed else (name[:at], "", name[at:])


@cache
def _misspelled_form() -> re.Pattern[str]:
    spelled = [*FULL_FORMS]
    for form in FULL_FORMS:
        for at, letter in enumerate(form):
            head, tail = form[:at], form[at + 1 :]
            spelled += [f"{head}{letter}{letter}{tail}", f"{head}{tail}"]
            spelled += [f"{head}.{tail}"] * (at > 0)
    either = "|".join(dict.fromkeys(sorted(spelled, key=len, reverse=True)))
    return re.compile(rf"(?:{either})|(?:{CUT_FORM})\Z")


@cache
def _note() -> re.Pattern[str]:
    ends = rf"公司|厂|店|中心|{OFFICE}|{TRADE}"
    return re.compile(rf"(.*(?:{ends})(?:\([^()]*\))?)(?:[\s/,;|-]+([^\s/,;|-].*)|(\([^()]*\)))")
