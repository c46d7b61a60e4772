"""Regions as people write them: macro-region, province and city by GB/T 2260 (S3-14)."""

import re
from dataclasses import dataclass
from itertools import pairwise

import polars as pl

from zhike.clean.cells import read_cells
from zhike.clean.cleaned import Cleaned, judged
from zhike.clean.region_among import place_among
from zhike.clean.region_letters import code_in_letters, macro_in_letters
from zhike.clean.region_names import (
    CAPITALS,
    Name,
    abbreviated,
    city_of,
    full_names,
    leading,
)
from zhike.clean.region_writing import in_order, unlabelled

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
_MACRO_BEHIND = re.compile(rf"({'|'.join(_REGIONS)})(?:地区|大区|片区|区域|区)?\)?$")
_DOUBT = re.compile(r"[?？]|[省市境]外$")
_STREET = re.compile(
    r"[东西南北中一二三四五]?(?:路|街|大道|道|巷|弄|桥|大厦|广场)|(?:湾|河|门|公园|新村|花园)$"
)
_ENDS = ("省", "市", "州", "盟", "区", "县", "旗")
_DIVISION = re.compile(r"[㐀-鿿]{1,6}(?:市|自治州|地区|县|旗|区)")
_ROUGHLY = re.compile("等|及|和|与|或|周边|附近|一带|以外|之外")
_LIKE_A_CITY = re.compile("[㐀-鿿]{1,2}[州京海阳圳门沙昌宁岛莞]$")
_SIGNS = re.compile(r"[^\w()]+|[()_]")
# What tables of codes write where a county stands under no city.
_FILLER = re.compile(
    r"市辖区|其[他它]区|(?<=市)县(?=..)|(?:省|自治区)?直辖县(?:级行政(?:区划|单位))?(?=..)|(?<=新疆)(?:生产建设)?兵团(?:第?[一二三四五六七八九十]+师)?"
    r"|(?<=^兵团)第?[一二三四五六七八九十]+师|^[第农]?[一二三四五六七八九十]+师(?=..)"
)
_LOOSELY = re.compile(  # 南京城区, 苏州一区
    r"^([^区县]{2,8})(?:地区|[城郊市特]区|[一二三四五六\d]区)$"
)
# Their districts are called 市中区, 市南区 and 市北区.
_CENTRE = re.compile("(济南|枣庄|济宁|乐山|内江|青岛)市([中南北])(?:区|$)")
_ANYWHERE = ("东区", "西区", "南区", "北区", "中区", "矿区")
_ZONE = re.compile(
    r"高新|经开|开发|园|新区|合作区|保税|度假|自贸|示范|综保|汽开|港务|空港|旅游|科技|产业|经济|技术|工业|城区|市区|郊区|[大片校社小]区"
)

_OF_TOWNS = ("4419", "4420", "4604", "6202")  # 东莞 … have no districts: 东莞虎门
_NOT_SAID = ("中国", "中华人民共和国", "全国")


@dataclass(frozen=True, slots=True)
class Region:
    """A place as far as the text says it; what it doesn't say is empty."""

    macro: str = ""
    province: str = ""
    city: str = ""
    district: str = ""


def clean_regions(column: pl.Series) -> Cleaned:
    """Return 华北, 东北, 华东, 华中, 华南, 西南, 西北 or 港澳台, and in `more` the place.

    `more` has province, city and district by their full names of today.

    Addresses are read from their beginning. A county or city that several provinces have (鼓楼区),
    and a place that is a street's name (北京路), give nothing but a warning.
    """
    cells = read_cells(column)
    rows = [_row(text) for text in cells["text"].unique().drop_nulls()]
    schema = dict.fromkeys(("text", "value", "province", "city", "district", "reason"), pl.String)
    known = pl.DataFrame(rows, schema=schema, orient="row")
    frame = cells.join(known, on="text", how="left", maintain_order="left")
    return judged(frame, rule=RULE, refusal="warn", more=("province", "city", "district"))


def find_region(text: str) -> Region | None:
    """Return the place a text begins with, None when it names none or could be several."""
    plain = unlabelled(text)
    if code := code_in_letters(plain) or abbreviated(plain):
        return _region(code)
    if macro := macro_in_letters(plain):
        return Region(macro)
    written = _deepest(in_order(plain))
    found = _read(_SIGNS.sub("", written))
    parts = _parts(written)
    if found is None and len(parts) in (2, 3):  # 鼓楼区, 南京, 江苏
        found = _read("".join(reversed(parts)))
    found = found or _abbreviated_before(_SIGNS.sub("", written)) or _read(place_among(written))
    return found if found and found.macro and not _unsure(written, found) else None


def _deepest(text: str) -> str:
    """Return 江苏苏州 of 江苏, 江苏苏州: each part begins with the one before it."""
    parts = _parts(text)
    grows = len(parts) > 1 and all(two.startswith(one) for one, two in pairwise(parts))
    return parts[-1] if grows else text


def _parts(text: str) -> list[str]:
    """Return what stands between signs."""
    return [part for part in _SIGNS.split(text) if part]


def _abbreviated_before(text: str) -> Region | None:
    """Return 广州 of 粤广州."""
    code = abbreviated(text[:1])
    inside = (leading(text[1:], level, code[:2]) for level in ("city", "county") if code)
    return next((_region(one.code) for one in inside if one.code and one.name == text[1:]), None)


def _unsure(text: str, found: Region) -> bool:
    """Say whether words behind a place doubt it (广东省外) or name another region (深圳(华北))."""
    behind = _MACRO_BEHIND.search(text)
    return bool(_DOUBT.search(text)) or bool(behind and behind[1] != found.macro)


def _read(plain: str) -> Region | None:
    """Return the place a text without signs begins with."""
    plain = _CENTRE.sub(r"\1市市\2区", _FILLER.sub("", plain, count=1))
    for word in _NOT_SAID:
        plain = plain.removeprefix(word)
    return _macro(plain) or _place(plain) or _place(_LOOSELY.sub(r"\1", plain))


def macro_region_of(code: str) -> str:
    """Return the macro-region of a code of GB/T 2260: 310115 → 华东."""
    return _REGION_OF.get(code[:2], "")


def _row(text: str) -> tuple[str | None, ...]:
    found = find_region(text)
    if found is None:
        said = f"看不出区域“{text}”属于哪个省市（没有这个地名，或有几处同名），请写上省和市"
        return text, None, None, None, None, said
    places = (found.province, found.city, found.district)
    return text, found.macro, *(place or None for place in places), None


def _macro(text: str) -> Region | None:
    """Return the macro-region, or the place written after it: 华东上海; nothing of 华东华南."""
    match = _MACRO.match(text)
    if not match:
        return None
    rest = text[match.end() :]
    place = _place(rest)
    if place or _MACRO.match(rest):
        return place if place and place.macro == match[1] else Region()
    return Region(match[1])


def _place(text: str) -> Region | None:
    """Return the place a text begins with; a street's name and places that disagree are none."""
    names = {level: leading(text, level) for level in ("province", "city", "county")}
    level = max(names, key=lambda each: len(names[each].name))
    best = names[level]
    # 河北区 is a district of 天津, and what a sales team may call the province.
    unsure = level == "county" and names["province"].name
    vague = level == "county" and _is_vague(best, text[len(best.name) :])
    if not best.code or unsure or vague:
        return None
    code, rest = _within(best.code, _said_once(best.code, text[len(best.name) :]))
    street = code == best.code and _STREET.match(rest)
    unknown = (
        (_DIVISION.fullmatch(rest) or _ROUGHLY.match(rest) or _may_be_city(code, rest))
        and not _ZONE.search(rest)
        and code[0] not in "78"
        and code[:4] not in _OF_TOWNS
    )
    return None if street or unknown or _elsewhere(rest, code) else _region(code)


def _may_be_city(code: str, rest: str) -> bool:
    """Say whether what follows a province or city may be one more, unknown; not in a district."""
    return code.endswith("00") and bool(_LIKE_A_CITY.match(rest))


def _is_vague(county: Name, rest: str) -> bool:
    """Say whether a county's short name only begins another word (吉隆坡), or names many places."""
    whole = full_names().get(county.code, "")
    shortened = county.name != whole
    begins = bool(rest) and shortened and whole.endswith(("县", "旗"))
    # 淮阴市 is no 淮阴区, 黄浦江 not in 黄浦区
    other = shortened and (rest[:1] in ("市", "县") or len(rest) == 1)
    return begins or other or county.name in _ANYWHERE


def _said_once(code: str, rest: str) -> str:
    """Return what is left without the same place said again: 上海市上海市闵行区."""
    inside, again = leading(rest, "city", code[:2]), leading(rest, "province")
    if len(leading(rest, "county", code[:4]).name) > len(inside.name):
        return rest  # 喀什地区喀什市
    if inside.code != code and len(inside.name) >= len(again.name):
        return rest  # 吉林省吉林市
    again = inside if inside.code == code else again
    return rest[len(again.name) :] if again.code == code else rest


def _within(code: str, rest: str) -> tuple[str, str]:
    """Return the smallest place that the text goes on with inside a place, and what is left."""
    for level, wider in (("city", "0000"), ("county", "00")):
        found = leading(rest, level, _prefix(code)) if code.endswith(wider) else Name()
        if found.code and not _only_begins(found, rest):
            code, rest = found.code, rest[len(found.name) :]
            rest = _said_once(code, rest) if level == "city" else rest
    return code, rest


def _only_begins(found: Name, rest: str) -> bool:
    """Say whether a name only begins a street's (北京路) or that of a county (宜宾县 in 宜宾市)."""
    behind, county = rest[len(found.name) :], leading(rest, "county", found.code[:2])
    goes_on = leading(behind, "county", found.code[:4]).code  # 哈尔滨道里
    street = not goes_on and not found.name.endswith(_ENDS) and _STREET.match(behind)
    longer = county.code and len(county.name) > len(found.name) and found.code.endswith("00")
    return bool(street or longer)


def _prefix(code: str) -> str:
    return code[:2] if code.endswith("0000") else code[:4]


def _elsewhere(rest: str, code: str) -> bool:
    """Say whether the text goes on with a place elsewhere, which contradicts the first.

    A wider one around it does not: 成都天府新区 lies in 成都, and partly in 眉山.
    """
    for level in ("province", "city"):
        found = leading(rest, level)
        left = rest[len(found.name) :]
        goes_on = leading(left, "city").name or leading(left, "province").name
        whole = not left or found.name.endswith(_ENDS[:2]) or bool(goes_on)
        if found.code == f"{code[:2]}0000":
            return bool(left) and _elsewhere(left, code)
        if found.code and whole and not _STREET.match(left):
            return True
    county = leading(rest, "county")
    alone = code.endswith("0000") and county.code and county.name == rest  # 江苏义乌
    return bool(alone) or county.name.endswith(("区", "县"))


def _region(code: str) -> Region:
    names = full_names()
    province = names[code[:2] + "0000"]
    district = names[code] if not code.endswith("00") else ""
    if code[:2] in CAPITALS:
        return Region(macro_region_of(code), province, province, district)
    city = names.get(city_of(code), "") if code[2:4] != "00" else ""
    return Region(macro_region_of(code), province, city, district)
