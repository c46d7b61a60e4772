"""What stands for a firm and names none: 王总, 李经理, 上海, 苏州市, 苏州客户, 北京办事处."""

import re
from functools import cache

import polars as pl

from zhike.clean.han import HAN
from zhike.clean.person_name import DOUBLE
from zhike.clean.region_names import place_words, wide_places

RULE = "S0-14.unsure-name"
SAID = "这是称呼或地名，无法确认是哪家客户；已照原样保留，不按名称查重，知道全称后请改"
_CALLED = (
    "总|总经理|经理|先生|女士|小姐|太太|老板娘?|老师|师傅|主任|总监|董事?长?|主管|厂长|店长|院长"
    "|校长|所长|科长|处长|部长|局长|书记|律师|医生|会计|工程师|教授|[大小]?[姐哥]|阿姨"
)
_NAMED = "先生|女士|小姐|总经理|经理|董事长|总监|老板"
_PERSON = rf"^(?:(?:{HAN}|[A-Za-z]|{'|'.join(DOUBLE)})(?:{_CALLED})|{HAN}{{2,3}}(?:{_NAMED}))$"
_IS_PERSON = re.compile(_PERSON)
_OF_A_PLACE = r"(?:的?(?:[新老大小]?客户|用户|一家公司|公司)|总部|分公司|办事处|代表处)$"
_BEHIND_PLACE = re.compile(_OF_A_PLACE)


def is_no_firm(text: str) -> bool:
    """Say whether a text only says how somebody is called, or where."""
    return bool(_IS_PERSON.match(text)) or _BEHIND_PLACE.sub("", text) in _places()


def says_no_firm(names: pl.Expr) -> pl.Expr:
    """Say of each name whether it only says how somebody is called, or where."""
    plain = names.str.strip_chars()
    place = plain.str.replace(_OF_A_PLACE, "").is_in(_places())
    return (plain.str.contains(_PERSON) | place).fill_null(value=False)


@cache
def _places() -> frozenset[str]:
    """Return the names of provinces and cities, alone and one behind the other, and of counties.

    A county's short name (永康) may be what a firm is called; 永康市 is none.
    """
    counties = {word for word in place_words() if word[-1] in "市县区旗"}
    return frozenset({*counties, *wide_places()})
