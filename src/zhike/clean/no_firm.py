"""What stands for a firm and names none: 王总, 李经理, 上海, 苏州市, 苏州客户, 北京办事处."""

import re
from functools import cache

import polars as pl

from zhike.clean.han import HAN
from zhike.clean.person_name import DOUBLE
from zhike.clean.region_names import place_words, wide_places
from zhike.clean.titles import Behind, titles

RULE = "S0-14.unsure-name"
SAID = "这是称呼或地名，无法确认是哪家客户；已照原样保留，不按名称查重，知道全称后请改"
_IS_PERSON = re.compile(
    rf"(?:{HAN}|[A-Za-z]|{'|'.join(DOUBLE)})(?:{titles(Behind.FIRM)})"
    rf"|{HAN}{{2,3}}(?:{titles(Behind.WHOLE)})"
)
_LEGAL = "有限"
_OF_A_PLACE = r"(?:的?(?:[新老大小]?客户|用户|一家公司|公司)|总部|分公司|办事处|代表处)$"
_BEHIND_PLACE = re.compile(_OF_A_PLACE)


def is_no_firm(text: str) -> bool:
    """Say whether a text only says how somebody is called, or where."""
    return bool(_IS_PERSON.fullmatch(text)) or _BEHIND_PLACE.sub("", text) in _places()


def says_no_firm(names: pl.Expr) -> pl.Expr:
    """Say of each name whether it `is_no_firm`; one with a legal form need not be asked."""
    asked = pl.when(~names.str.contains(_LEGAL, literal=True)).then(names.str.strip_chars())
    return asked.map_batches(_each, return_dtype=pl.Boolean, is_elementwise=True)


def _each(names: pl.Series) -> pl.Series:
    return pl.Series([name is not None and is_no_firm(name) for name in names], dtype=pl.Boolean)


@cache
def _places() -> frozenset[str]:
    """Return the names of provinces and cities, alone and one behind the other, and of counties.

    A county's short name (永康) may be what a firm is called; 永康市 is none.
    """
    counties = {word for word in place_words() if word[-1] in "市县区旗"}
    return frozenset({*counties, *wide_places()})
