"""The name of a firm taken apart: place, what it is called, legal form and branch."""

import re
from functools import cache
from typing import NamedTuple

from zhike.clean.firm_places import is_place, place_before, placed
from zhike.clean.firm_words import (
    BRANCH,
    BRANCH_IN_LETTERS,
    CUT_FORM,
    FORM,
    FORM_IN_FRONT,
    FORM_IN_LETTERS,
    FULL_FORMS,
    OFFICE,
    REMARK,
    TRADE,
)
from zhike.clean.han import HAN, ROUND, STOPS, without_gaps
from zhike.clean.name_cell import bare_name
from zhike.clean.no_firm import is_no_firm
from zhike.clean.no_name import is_no_name
from zhike.clean.person_name import TITLE

_PLAIN = re.compile(rf"[{HAN[1:-1]}()]*{HAN}")
_REMARK = re.compile(REMARK)
_PERSON_BEHIND = re.compile(rf"(公司|集团|厂|店)\s+{HAN}{{1,4}}{TITLE}\Z")
_FORM = re.compile(FORM)
_LOST, _STRAY = re.compile(r"[股份责任集团限有公司]"), re.compile(r"公[司可]|集团")
_BRANCH = re.compile(rf"[-—\s/]*\(?({BRANCH})\)?")
_APART = re.compile(rf"(.+?)(?:[-—\s]+|\()([^()]{{0,8}}(?:{OFFICE}))\)?")
_OFFICE = re.compile(rf"(?:第?[一二三四五六七八九十\d]{{1,2}})?(?:{OFFICE})\Z")
_SEVERAL = re.compile(
    r".{2,}(?:公司|厂)\)?\s?[/、;&,，和与及]\s?[^()]{2,}(?:(?<![分子])公司|(?<!分)厂)"
)
_CIRCLED = re.compile(rf"\d{{1,2}}(?={HAN})")
_SHOP = re.compile(r"(.{2,}?)\(([^()]{1,10}店)\)")
_FORM_IN_BRACKETS = re.compile(rf"\(({'|'.join(FULL_FORMS)})\)\Z")
_LINE = re.compile(rf"\A/|[=;|<>{{}}\\\\\"]|{HAN}:|(?:{FORM})[,、/;]")
_BRACKETED = re.compile(rf"公司\(([^()]{{2,8}})\)({OFFICE})")
_ENDS = ("公司", "集团", "厂", "店", "部")  # of most names, which have no place behind
_PLACE_BEHIND = re.compile(rf"(.+?)({FORM})[-—\s(]*([^()]+?)\)?")
_IN_FRONT = re.compile(rf"({FORM_IN_FRONT})(.+)")
_BRANCHED = re.compile(
    rf"(.+?[,\s](?:{FORM_IN_LETTERS}))[\s,(-]+({BRANCH_IN_LETTERS})\)?", re.IGNORECASE
)
_AFTER_HAN = re.compile(
    rf"(.*{HAN})[\s,]*((?i:co\.?\s?,?\s?(?:ltd|limited)|limited|ltd|inc|corp|llc|gmbh)\.?)"
)
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
    if not name or is_no_name(name) or is_no_firm(name) or _SEVERAL.fullmatch(name):
        return FirmName()
    stem, suffix, branch = _cut(_with_place_inside(name))
    region, core = placed(stem)
    if _CIRCLED.match(stem) and placed(_CIRCLED.sub("", stem, count=1))[0]:  # ④上海华兴
        region, core = placed(_CIRCLED.sub("", stem, count=1))
    core = core.lstrip("-—·_ ")
    return FirmName(region, core, suffix, branch) if _is_one_name(core) else FirmName()


def _is_one_name(core: str) -> bool:
    """Say whether what is left is a name, not a form's line: 客户=华兴;电话=021 is none."""
    return bool(core) and not _LINE.search(core) and core.count("(") == core.count(")")


def _tidied(text: str) -> str:
    """Return a name without label, remark and blanks between characters, its brackets round."""
    if _PLAIN.fullmatch(text):
        return _joined(text)
    bare, label = bare_name(text)
    named = label + bare if is_place(label) else bare  # 【江苏】华兴
    name = named.replace('"', "").replace("“", "").replace("”", "").translate(ROUND).strip()
    name = _without_note(_PERSON_BEHIND.sub(r"\1", name))
    name = without_gaps(name)
    name = _REMARK.sub("", name).lstrip(STOPS).rstrip(STOPS.replace(".", ""))
    return _joined(name)


def _joined(name: str) -> str:
    """Return 华兴集团有限公司上海分公司 of 华兴(集团)有限公司(上海)分公司."""
    if "(" not in name:
        return name
    plain = _FORM_IN_BRACKETS.sub(r"\1", name.replace("(集团)", "集团"))
    return _BRACKETED.sub(r"公司\1\2", plain)


def _without_note(name: str) -> str:
    """Return a name without what people note behind it: 华兴有限公司-老客户, 华兴科技 重点."""
    found = _note().fullmatch(name)
    if found is None:
        return name
    behind = found[2] or found[3]
    office = _BRANCH.fullmatch(behind) and not _OFFICE.search(found[1])
    kept = office or _FORM.search(behind) or is_place(behind.strip("()"))
    return name if kept or _AFTER_HAN.fullmatch(name) else found[1]


def _with_place_inside(name: str) -> str:
    """Return 华兴科技(香港)有限公司 of 华兴科技有限公司(香港)."""
    found = None if name.endswith(_ENDS) else _PLACE_BEHIND.fullmatch(name)
    return f"{found[1]}({found[3]}){found[2]}" if found and is_place(found[3]) else name


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
    if front := _IN_FRONT.fullmatch(name):
        return front[2], front[1], ""
    if not name[0].isascii():
        found = _AFTER_HAN.fullmatch(name)
        return (found[1], found[2], "") if found else None
    branch = _BRANCHED.fullmatch(name)
    found = _LETTERS.fullmatch(branch[1] if branch else name)
    return (found[1], found[2], branch[2] if branch else "") if found else None


def _branched(name: str) -> tuple[str, str, str] | None:
    """Return a branch of a firm without legal form: behind a mark, or 华兴科技|上海分公司."""
    if apart := _APART.fullmatch(name) or _SHOP.fullmatch(name):
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
