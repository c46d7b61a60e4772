"""Names of places by their level, as they are, as they were and as they are shortened (S3-14)."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from zhike.clean.code_tables import table
from zhike.clean.names import simplify_text
from zhike.clean.region_alone import ALONE
from zhike.clean.region_zones import NO_DIVISIONS

CAPITALS = ("11", "12", "31", "50")  # 直辖市, a province and a city in one
_PROVINCE_TAIL = re.compile(r"(?:壮族|回族|维吾尔)?自治区$|特别行政区$|[省市县]$")
_PEOPLES = (
    "蒙古族|蒙古|回族|藏族|维吾尔|哈萨克|柯尔克孜|苗族|彝族|壮族|布依族|朝鲜族|侗族|哈尼族"
    "|白族|傣族|土家族|羌族|"
    "景颇族|傈僳族"
)
_CITY_TAIL = re.compile(rf"(?:{_PEOPLES})*自治州$|地区$|盟$|市$|林区$")
_OF_COUNTIES = (
    "保安|布朗|布依|朝鲜|达斡尔|傣|侗|东乡|鄂温克|仡佬|哈尼|哈萨克|回|柯尔克孜|拉祜|黎|傈僳|满|毛南|蒙古|苗|仫佬|纳西|怒|普米|羌"
    "|撒拉|畲|水|塔吉克|土家|土|佤|维吾尔|锡伯|瑶|彝|裕固|藏|壮|白|独龙|各"
)
_COUNTY_TAIL = re.compile(
    rf"(?<=..)(?:(?:{_OF_COUNTIES})族?)*自治[县旗]$|[新特]区$|(?<=神农架)林区$|[区县市旗]$"
)
_OF_TAIWAN = """
台北 桃园市 台中 台南 高雄 基隆 新竹 嘉义 彰化 屏东 宜兰 花莲 台东 苗栗 南投 澎湖
台北市 新北市 台中市 台南市 高雄市 基隆市 新竹市 嘉义市 台北县 台中县 台南县 高雄县 新竹县 嘉义县
彰化县 屏东县 宜兰县 花莲县 台东县 苗栗县 南投县 云林县 澎湖县 桃园县
"""
_OTHER_NAMES = {  # what people also call a place, by its code
    "内蒙": "150000",
    "广西省": "450000",
    "新疆省": "650000",
    "内蒙古省": "150000",
    "西藏省": "540000",
    "广西自治区": "450000",
    "新疆自治区": "650000",
    "宁夏自治区": "640000",
    "内蒙自治区": "150000",
    "宁夏省": "640000",
    "香港": "810000",
    "澳门": "820000",
    "台湾": "710000",
    "雄安新区": "130000",
    "雄安": "130000",
    "港岛": "810000",
    "新界": "810000",
    "氹仔": "820000",
    **dict.fromkeys(_OF_TAIWAN.split(), "710000"),
}
_ABBREVIATED = (
    "11京 12津 13冀 14晋 15蒙 21辽 22吉 23黑 31沪 32苏 33浙 34皖 35闽 36赣 37鲁 41豫 42鄂 43湘 "
    "44粤 45桂 46琼 50渝 51川蜀 52贵黔 53云滇 54藏 61陕秦 62甘陇 63青 64宁 65新 71台 81港 82澳"
)
_SAID_BRIEFLY = {
    "呼市": "150100",
    "乌市": "650100",
    "巴州": "652800",
    "克州": "653000",
    "博州": "652700",
    "锡盟": "152500",
    "阿盟": "152900",
    "呼盟": "150700",
    "哲盟": "150500",
    "昭盟": "150400",
    "乌盟": "150900",
    "伊盟": "150600",
    "巴盟": "150800",
    "版纳": "532800",
}
# A city of 辽宁 and two districts; districts, and what mines, lakes and cities are called.
_SHARED = (
    ("city", "朝阳"),
    *(
        ("county", name)
        for name in ("矿区", "九龙", "巴州", "江北", "山城", "榕城", "太湖", "东湖", "泰山")
    ),
)
_COMMON = ("渡口",)
_WORDS_TOO = ("东方", "天长", "福安", "安达", "大安", "明光", "德兴", "长乐", "安宁", "兴平")
_BRAND = "阿里"  # as what firms call themselves; the place is 阿里地区
_LEVELS = {"1": "province", "2": "city", "3": "county"}


@dataclass(frozen=True, slots=True)
class Name:
    """The longest name of a level that a text begins with; no code where several places have it."""

    name: str = ""
    code: str = ""


def leading(text: str, level: str, within: str = "") -> Name:
    """Return the place of a level that a text begins with, in the places of a code's beginning."""
    names, short = _names()[level], _former_short() if within and level == "county" else {}
    for length in range(min(len(text), _longest()), 1, -1):
        said = names.get(text[:length]) or short.get(text[:length], ())
        codes = [code for code in dict.fromkeys(said) if code.startswith(within)]
        if codes:
            return Name(text[:length], codes[0] if len(codes) == 1 else "")
    return Name()


def codes_of(name: str) -> tuple[str, ...]:
    """Return the codes of the places with a name, of whichever level; none for 中国 and 华东."""
    return tuple(code for names in _names().values() for code in names.get(name, ()) if code)


def abbreviated(text: str) -> str:
    """Return the province's code of 沪 or 冀, nothing for any other text."""
    return _abbreviations().get(text, "")


@cache
def _abbreviations() -> dict[str, str]:
    return {letter: f"{word[:2]}0000" for word in _ABBREVIATED.split(" ") for letter in word[2:]}


@cache
def place_words() -> dict[str, str]:
    """Return {name that firms put before their own: its short form}, longest first."""
    found = {
        name: name for name in ("中国", "华东", "华南", "华北", "华中", "西南", "西北", "东北")
    }
    tails = {"province": _PROVINCE_TAIL, "city": _CITY_TAIL}
    for level, tail in tails.items():
        for name, codes in _names()[level].items():
            alias = name.endswith("州") and name[:-1] in _names()[level]
            short = name[:-1] if alias else tail.sub("", name)
            said = codes[0] and len(short) > 1 and name != _BRAND and name not in NO_DIVISIONS
            found |= {name: short} if said else {}
    for row in table("gb2260_2026"):
        short = _COUNTY_TAIL.sub("", row["name"])
        if row["level"] == "3":
            found |= {row["name"]: short if len(short) > 1 else row["name"]}
            county = row["name"].endswith("市") and short not in _WORDS_TOO
            alone = county or short in ALONE
            found |= {short: short} if alone and short not in found else {}
    for row in table("gb2260_former"):
        found.setdefault(row["name"], _COUNTY_TAIL.sub("", row["name"]))
    return dict(sorted(found.items(), key=lambda item: (-len(item[0]), item[0])))


@cache
def wide_places() -> tuple[str, ...]:
    """Return what provinces and cities are called, and a city behind its province: 江苏苏州."""
    levels = {level: _of_one_code(level) for level in ("province", "city")}
    both = (
        f"{province}{city}"
        for city, code in levels["city"].items()
        for province, above in levels["province"].items()
        if above[:2] == code[:2]
    )
    return (*levels["province"], *levels["city"], *both)


def _of_one_code(level: str) -> dict[str, str]:
    return {
        name: codes[0] for name, codes in _names()[level].items() if codes[0] and name != _BRAND
    }


@cache
def oversimplified() -> dict[str, str]:
    """Return {place: what simplifying makes of it}: 乾县 would become 干县."""
    names = sorted(full_names().values())
    simple = simplify_text("\n".join(names)).split("\n")
    return {name: other for name, other in zip(names, simple, strict=True) if name != other}


@cache
def full_names() -> dict[str, str]:
    """Return {code: official name} of today."""
    return {row["code"]: row["name"] for row in table("gb2260_2026")}


def city_of(county: str) -> str:
    """Return the code of the city a county belongs to; a county under its province has none."""
    parent = county[:4] + "00"
    return parent if county and parent in full_names() else ""


@cache
def _longest() -> int:
    return max(len(name) for names in _names().values() for name in names)


@cache
def _names() -> dict[str, dict[str, tuple[str, ...]]]:
    """Return {level: {name or short name: codes}}; a short name has at least two characters."""
    tails = {"1": _PROVINCE_TAIL, "2": _CITY_TAIL, "3": _COUNTY_TAIL}
    found: dict[str, dict[str, list[str]]] = {name: defaultdict(list) for name in _LEVELS.values()}
    for row in table("gb2260_2026"):
        short = tails[row["level"]].sub("", row["name"])
        for name in {row["name"], short if len(short) > 1 else row["name"]}:
            found[_LEVELS[row["level"]]][name].append(row["code"])
    for name, code in _OTHER_NAMES.items():
        found["province"][name] = [code]
    for name, code in _SAID_BRIEFLY.items():
        found["city"][name] = [code]
    for name, code in NO_DIVISIONS.items():
        found[_level_of(code)][name] = [code]
    for level, name in _SHARED:
        found[level][name].append("")
    _add_former(found)
    found["county"] = _peoples_counties() | found["county"]
    return {
        level: {n: tuple(codes) for n, codes in names.items()} for level, names in found.items()
    }


def _level_of(code: str) -> str:
    return "county" if code[4:] != "00" else "city" if code[2:4] != "00" else "province"


def _peoples_counties() -> dict[str, list[str]]:
    """Return {景宁县: codes}: counties and banners of a people, without that people's name."""
    found: dict[str, list[str]] = defaultdict(list)
    for code, name in full_names().items():
        if name.endswith(("自治县", "自治旗")):
            found[_COUNTY_TAIL.sub("", name).removesuffix("族") + name[-1]].append(code)
    return found


def _add_former(found: dict[str, dict[str, list[str]]]) -> None:
    """Add what places were called before, where no place of today is called so."""
    known = {name for names in found.values() for name in names}
    for row in table("gb2260_former"):
        level = "city" if row["code"].endswith("00") else "county"
        short = re.sub("[市盟]$", "", row["name"])
        fits = level == "city" and len(short) > 1 and short not in known
        for name in {row["name"], short if fits and short not in _COMMON else row["name"]}:
            found[level][name].append(row["code"])
    for code, name in full_names().items():
        other = _with_another_tail(name)
        if code.endswith("00") and code[2:4] != "00" and other not in found["city"]:
            found["city"][other].append(code)


def _with_another_tail(city: str) -> str:
    """Return what a city was before, or a prefecture's everyday name: 铜仁地区, 海南州."""
    if city.endswith("自治州"):
        return _CITY_TAIL.sub("", city) + "州"
    return city.removesuffix("市") + "地区"


@cache
def _former_short() -> dict[str, tuple[str, ...]]:
    """Return {卢湾: codes}: short old names, which are too common where no city is said."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in table("gb2260_former"):
        short = row["name"].rstrip("区县市")
        if len(short) > 1 and not row["code"].endswith("00"):
            found[short].append(row["code"])
    return {name: tuple(dict.fromkeys(codes)) for name, codes in found.items()}
