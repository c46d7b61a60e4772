"""Heads as people write them, folded to what they mean: width, script, case, marks, unit."""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

import opencc

_SIMPLIFIED = opencc.OpenCC("t2s")
_MARKS = re.compile(r"[\s_\-–—*★●:：;；,，.。、/\\|·'\"“”?？!！#＊※【】\[\]<>《》]+")
_BRACKETS = re.compile(r"[(（]([^()（）]*)[)）]")
_UNIT = r"(百万元|万元|千元|亿元|元|万|亿|%|人民币|rmb|cny)"


class Head(NamedTuple):
    """A head taken apart: everything folded, the same without brackets, and the unit."""

    whole: str
    bare: str
    unit: str


@cache
def fold(text: str) -> str:
    """Return the text in half width, simplified script, lower case, without marks or spaces."""
    plain = _SIMPLIFIED.convert(unicodedata.normalize("NFKC", text)).lower()
    return _MARKS.sub("", plain.replace("(", "").replace(")", ""))


@cache
def take_apart(head: str) -> Head:
    """Return a head folded, with and without its brackets, and the unit it names.

    累计交易金额(万元) → whole 累计交易金额万元, bare 累计交易金额, unit 万元.
    """
    plain = unicodedata.normalize("NFKC", head)
    bracketed = "".join(_BRACKETS.findall(plain))
    bare = fold(_BRACKETS.sub("", plain))
    unit = re.search(_UNIT, bracketed.lower())
    if unit is None and (tail := re.search(rf"(.+?){_UNIT}$", bare)):
        return Head(fold(plain), tail[1], tail[2])
    return Head(fold(plain), bare, unit[1] if unit else "")


def stated_unit(lines: tuple[str, ...]) -> str:
    """Return the unit a title line states for the whole sheet (单位：万元), or nothing."""
    found = re.search(rf"单位[::]?\s*{_UNIT}", " ".join(lines).replace("：", ":"))
    return found[1] if found else ""
