"""Provinces and cities in names and addresses, as the beginning of their GB/T 2260 code."""

import re
from functools import cache

import polars as pl

from zhike.clean.code_tables import table

_PEOPLES = (
    "壮族|回族|维吾尔|蒙古族|蒙古|藏族|苗族|彝族|布依族|朝鲜族|侗族|哈尼族|白族|傣族|"
    "土家族|羌族|景颇族|傈僳族|哈萨克|柯尔克孜"
)
_PROVINCE_TAIL = re.compile(rf"(?:{_PEOPLES})*自治区$|特别行政区$|省$|市$")
_CITY_TAIL = re.compile(rf"(?:{_PEOPLES})*自治州$|地区$|盟$|市$|林区$")
_CAPITALS = ("11", "12", "31", "50")  # 直辖市: the province is the city


@cache
def province_codes() -> dict[str, str]:
    """Return the two digits of each province by its short name: 广东 → 44."""
    rows = (row for row in table("gb2260_2026") if row["level"] == "1")
    return {_PROVINCE_TAIL.sub("", row["name"]): row["code"][:2] for row in rows}


@cache
def city_codes() -> dict[str, str]:
    """Return the four digits of each city by its short name: 深圳 → 4403; 北京 is 11."""
    rows = (row for row in table("gb2260_2026") if row["level"] == "2")
    named = {_CITY_TAIL.sub("", row["name"]): row["code"][:4] for row in rows}
    return {name: code for name, code in named.items() if code[:2] not in _CAPITALS}


@cache
def any_place() -> str:
    """Return a pattern of every short name of a province or city, longest first."""
    return _either([*province_codes(), *city_codes()])


@cache
def place_prefix() -> str:
    """Return a pattern of the places that a folded text begins with: 北京, 广东, 广东省深圳市.

    Group 1 is a 直辖市, behind which no city is looked for (北京朝阳), 2 a province, 3 a city.
    """
    provinces = province_codes()
    capitals = [name for name, code in provinces.items() if code in _CAPITALS]
    others = [name for name, code in provinces.items() if code not in _CAPITALS]
    province = rf"(?:({_either(others)})(?:省|自治区|特别行政区)?)?"
    city = rf"(?:({_either(city_codes())})(?:市|地区|自治州|盟)?)?"
    return rf"^(?:中国)?(?:({_either(capitals)})市?|{province}{city})"


def place_code(text: pl.Expr) -> pl.Expr:
    """Return where a folded text begins: 4403 for 广东深圳, 11 for 北京, null for nowhere."""
    parts = text.str.extract_groups(place_prefix()).struct
    city = _replaced(parts.field("3"), city_codes())
    province = _replaced(pl.coalesce(parts.field("1"), parts.field("2")), province_codes())
    fits = province.is_null() | city.str.starts_with(province)
    return pl.coalesce(pl.when(fits).then(city), province)


def code_of_name(name: pl.Expr) -> pl.Expr:
    """Return the code of exactly one short name, null for anything else."""
    return _replaced(name, {**province_codes(), **city_codes()})


def apart(one: pl.Expr, other: pl.Expr) -> pl.Expr:
    """Say whether two places exclude each other: 深圳 and 广州 do, 广东 and 深圳 don't."""
    least = pl.min_horizontal(one.str.len_chars(), other.str.len_chars())
    return (one.str.head(least) != other.str.head(least)).fill_null(value=False)


def _replaced(name: pl.Expr, codes: dict[str, str]) -> pl.Expr:
    return name.replace_strict(codes, default=None, return_dtype=pl.String)


def _either(names: list[str] | dict[str, str]) -> str:
    return "|".join(sorted(names, key=lambda name: (-len(name), name)))
