"""Regions as people write them: macro-region, province and city by GB/T 2260 (S3-14)."""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

import polars as pl

from zhike.clean.cells import read_cells
from zhike.clean.cleaned import Cleaned, judged
from zhike.clean.code_tables import table
from zhike.clean.names import simplify_text

RULE = "S3-14"
_REGIONS = {
    "华北": "11 12 13 14 15",
    "东北": "21 22 23",
    "华东": "31 32 33 34 35 36 37",
    "华中": "41 42 43",
    "华南": "44 45 46",
    "西南": "50 51 52 53 54",
    "西北": "61 62 63 64 65",
    "港澳台": "71 81 82",
}
MACRO_REGIONS = tuple(_REGIONS)
_REGION_OF = {code: name for name, codes in _REGIONS.items() for code in codes.split()}
_MACRO = re.compile(rf"({'|'.join(_REGIONS)})(?:地区|大区|片区|区域|省区|区|市场)?")
_CAPITALS = ("11", "12", "31", "50")  # 直辖市, a province and a city in one
_PROVINCE_TAIL = re.compile(r"(?:壮族|回族|维吾尔)?自治区$|特别行政区$|省$|市$")
_PEOPLES = (
    "蒙古族|蒙古|回族|藏族|维吾尔|哈萨克|柯尔克孜|苗族|彝族|壮族|布依族|朝鲜族|侗族|哈尼族|白族|傣族|土家族|羌族|"
    "景颇族|傈僳族"
)
_CITY_TAIL = re.compile(rf"(?:{_PEOPLES})*自治州$|地区$|盟$|市$|林区$")
_COUNTY_TAIL = re.compile(r"(?:[^\s]{1,3}族)*自治[县旗]$|新区$|[区县市旗]$")
_STREET = re.compile(r"[东西南北中一二三四五]?(?:路|街|大道|道|巷|弄|桥|大厦|广场)")
_NOT_SAID = ("中国", "中华人民共和国", "全国")
_OTHER_NAMES = {  # what people also call a place, by its code
    "内蒙": "150000",
    "广西省": "450000",
    "新疆省": "650000",
    "西藏省": "540000",
    "宁夏省": "640000",
    "香港": "810000",
    "澳门": "820000",
    "台湾": "710000",
    "雄安新区": "130000",
    "雄安": "130000",
}


@dataclass(frozen=True, slots=True)
class Region:
    """A place as far as the text says it; what it doesn't say is empty."""

    macro: str = ""
    province: str = ""
    city: str = ""


def clean_regions(column: pl.Series) -> Cleaned:
    """Return 华北, 东北, 华东, 华中, 华南, 西南, 西北 or 港澳台; `more` has province and city.

    Addresses are read from their beginning. A county or city that several provinces have (鼓楼区),
    and a place that is a street's name (北京路), give nothing but a warning.
    """
    cells = read_cells(column)
    rows = [_row(text) for text in cells["text"].unique().drop_nulls()]
    schema = dict.fromkeys(("text", "value", "province", "city", "reason"), pl.String)
    known = pl.DataFrame(rows, schema=schema, orient="row")
    frame = cells.join(known, on="text", how="left", maintain_order="left")
    return judged(frame, rule=RULE, refusal="warn", more=("province", "city"))


def find_region(text: str) -> Region | None:
    """Return the place a text begins with, None when it names none or could be several."""
    plain = simplify_text(unicodedata.normalize("NFKC", text))
    plain = re.sub(r"[\s\-—,，、/|>·()]+", "", plain)
    for word in _NOT_SAID:
        plain = plain.removeprefix(word)
    return _macro(plain) or _place(plain)


def macro_region_of(code: str) -> str:
    """Return the macro-region of a code of GB/T 2260: 310115 → 华东."""
    return _REGION_OF.get(code[:2], "")


def _row(text: str) -> tuple[str, str | None, str | None, str | None, str | None]:
    found = find_region(text)
    if found is None:
        said = f"看不出区域“{text}”属于哪个省市（没有这个地名，或有几处同名），请写上省和市"
        return text, None, None, None, said
    return text, found.macro, found.province or None, found.city or None, None


def _macro(text: str) -> Region | None:
    """Return the macro-region, or the place written after it: 华东上海."""
    match = _MACRO.match(text)
    if not match:
        return None
    rest = _place(text[match.end() :])
    return rest if rest and rest.macro == match[1] else Region(match[1])


def _place(text: str) -> Region | None:
    """Return the place of the longest name the text begins with; a street's name is no place."""
    names = {level: _leading(text, level, "") for level in ("province", "city", "county")}
    level = max(names, key=lambda each: len(names[each].name))
    best = names[level]
    # 河北区 is a district of 天津, and what a sales team may call the province.
    unsure = level == "county" and names["province"].name
    if not best.code or unsure or _STREET.match(text[len(best.name) :]):
        return None
    if level == "county":
        return _region(_city_of(best.code) or best.code)
    return _region(
        _city_within(best.code, text[len(best.name) :]) if level == "province" else best.code
    )


def _city_within(province: str, text: str) -> str:
    """Return the city in a province that the text goes on with, else the province."""
    city = _leading(text, "city", province[:2]).code
    return city or _city_of(_leading(text, "county", province[:2]).code) or province


@dataclass(frozen=True, slots=True)
class _Name:
    """The longest name of a level that a text begins with; no code where several places have it."""

    name: str = ""
    code: str = ""


def _leading(text: str, level: str, within: str) -> _Name:
    names = _names()[level]
    for length in range(min(len(text), _longest()), 1, -1):
        codes = [code for code in names.get(text[:length], ()) if code.startswith(within)]
        if codes:
            return _Name(text[:length], codes[0] if len(codes) == 1 else "")
    return _Name()


def _region(code: str) -> Region:
    names = _full_names()
    province = names[code[:2] + "0000"]
    if code[:2] in _CAPITALS:
        return Region(macro_region_of(code), province, province)
    city = names.get(code[:4] + "00", "") if code[2:4] != "00" else ""
    return Region(macro_region_of(code), province, city)


def _city_of(county: str) -> str:
    """Return the code of the city a county belongs to; a county under its province stays empty."""
    parent = county[:4] + "00"
    return parent if county and parent in _full_names() else ""


@cache
def _full_names() -> dict[str, str]:
    return {row["code"]: row["name"] for row in table("gb2260_2026")}


@cache
def _longest() -> int:
    return max(len(name) for names in _names().values() for name in names)


@cache
def _names() -> dict[str, dict[str, tuple[str, ...]]]:
    """Return {level: {name or short name: codes}}; a short name has at least two characters."""
    tails = {"1": _PROVINCE_TAIL, "2": _CITY_TAIL, "3": _COUNTY_TAIL}
    levels = {"1": "province", "2": "city", "3": "county"}
    found: dict[str, dict[str, list[str]]] = {name: defaultdict(list) for name in levels.values()}
    for row in table("gb2260_2026"):
        short = tails[row["level"]].sub("", row["name"])
        for name in {row["name"], short if len(short) > 1 else row["name"]}:
            found[levels[row["level"]]][name].append(row["code"])
    for name, code in _OTHER_NAMES.items():
        found["province"][name] = [code]
    return {
        level: {n: tuple(codes) for n, codes in names.items()} for level, names in found.items()
    }
