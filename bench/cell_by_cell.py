"""The cleaning one would write first: a cell at a time, with Python's own text functions.

Each function reads the common forms of its field, gives up on the odd ones our forms know, and says
what is wrong with a cell it can't read. Credit codes are checked by the library people take for it.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

import opencc
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError

from zhike.clean.cells import PLACEHOLDERS
from zhike.clean.code_tables import table

Read = tuple[object, str]  # the value or None, and what is wrong

_BLANKS = re.compile(r"\s+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_DAY = re.compile(r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?[日号]?")
_HALF_A_DAY = re.compile(r"(\d{4})\s?[-/.年]?\s?(\d{1,2})?\s?月?份?")
_SERIAL = re.compile(r"[2-7]\d{4}(?:\.\d+)?")
_FORMS = ("%Y%m%d", "%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y-%m-%d %H:%M")
_MONEY = re.compile(r"([-+]?)([\d,]+(?:\.\d*)?)\s?(亿|千万|百万|万|千)?\s?元?整?")
_TIMES = {"亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4, "千": 10**3, None: 1}
_FOREIGN_MONEY = re.compile(r"\$|€|£|USD|EUR|HKD|美元|欧元|港币")
_ROUGH = re.compile(r"约|左右|以上|以下|超过|多|余|\d\s?[-~至]\s?\d")
_LABEL = re.compile(r"^(?:联系|办公)?(?:电话|手机|座机|TEL|T|M)\s?[.:]?\s?", re.IGNORECASE)
_COUNTRY = re.compile(r"^(?:\(?(?:\+|00)86\)?[\s-]*|86(?=1\d{10}$))")
_SEPARATORS = re.compile(r"[\s().-]")
_MADE_UP = re.compile(r"(\d)\1{4,}|1[3-9]\d?0{8,9}|13800138000|1234567\d{0,4}")
_NOT_IN_USE = re.compile(r"1(?:4[0-4689]|54|6[013489]|7[49]|94)")
_MOBILE = re.compile(r"0?(1[3-9]\d{9})(?:(?:转|EXT\.?):?(\d{1,6}))?", re.IGNORECASE)
_LANDLINE = re.compile(r"\(?(0(?:10|2\d|[3-9]\d{2}))\)?[\s-]?([2-9]\d{6,7})(?:(?:转|-)(\d{1,6}))?")
_HOTLINE = re.compile(r"([48]00)(\d{3})(\d{4})(?:转(\d{1,6}))?")
_FOREIGN = re.compile(r"(?:\+|00)([1-9]\d{6,14})")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")
_RANGE = re.compile(r"(\d+)\s?[-~至到]\s?(\d+)\s?(?:人|名)?")
_END = re.compile(r"(\d+)\s?(?:人|名)?\s?(以上|以下)?")
_KEY = re.compile(r"[\s()（）·.,'\"-]")
SIMPLER = opencc.OpenCC("t2s")


def folded(cell: str | None) -> str:
    """Return a cell in half width without needless blanks, a gap as nothing."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", cell or ""))
    text = _BLANKS.sub(" ", text).strip()
    return "" if text.lower() in PLACEHOLDERS else text


def day(cell: str | None) -> Read:
    """Return the day of 2024-05-01, 2024/5/1, 2024年5月1日, 20240501, of moments and serials."""
    text = folded(cell)
    if not text:
        return None, ""
    found = _DAY.fullmatch(text)
    try:
        if found:
            read = date(*map(int, found.groups()))
            return (read, "") if 1900 <= read.year <= 2100 else (None, f"日期“{cell}”年份不像真的")
        for form in _FORMS:
            try:
                return datetime.strptime(text, form).date(), ""  # noqa: DTZ007 - a day has no zone
            except ValueError:
                continue
    except ValueError:
        return None, f"日期“{cell}”不存在，请改成真实的日期"
    if _SERIAL.fullmatch(text):
        return date(1899, 12, 30) + timedelta(days=int(float(text))), ""
    if _HALF_A_DAY.fullmatch(text):
        return None, f"日期“{cell}”只有年月，没有日，请写成 2024-05-01"
    return None, f"日期“{cell}”看不懂，请写成 2024-05-01"


def fen(cell: str | None) -> Read:
    """Return an amount in 分, half a 分 rounded up."""
    text = folded(cell).upper()
    if not text:
        return None, ""
    bare = text.removeprefix("人民币").removeprefix("RMB").removeprefix("¥").strip()
    found = _MONEY.fullmatch(bare)
    if found and found[2].strip(",."):
        whole = Decimal(found[2].replace(",", "")) * _TIMES[found[3]] * 100
        rounded = int(whole.to_integral_value(ROUND_HALF_UP))
        said = "" if rounded == whole else f"金额“{cell}”不足一分的部分已四舍五入，请核对"
        return -rounded if found[1] == "-" else rounded, said
    if _FOREIGN_MONEY.search(text):
        return None, f"金额“{cell}”不是人民币，请换算成人民币后填写"
    if _ROUGH.search(text):
        return None, f"金额“{cell}”不是准确的数，请写成一个数"
    return None, f"金额“{cell}”看不懂，请写成 125000 或 12.5万"


def phone(cell: str | None) -> Read:
    """Return 13912345678, 021-69995778-801, 400-800-8888 or +85223456789 with its kind."""
    text = folded(cell)
    if not text:
        return None, ""
    text = _COUNTRY.sub("", _LABEL.sub("", text))
    squeezed = _SEPARATORS.sub("", text)
    if _MADE_UP.fullmatch(squeezed):
        return None, f"电话“{cell}”是虚假号码，请向客户核实"
    if "*" in text:
        return (text, "掩码"), f"电话“{cell}”只有掩码，没有完整号码"
    mobile = _MOBILE.fullmatch(squeezed)
    if mobile:
        said = f"电话“{cell}”的号段没有用于通话" if _NOT_IN_USE.match(mobile[1]) else ""
        return ("-".join(filter(None, mobile.groups())), "手机"), said
    for form, kind, told in ((_LANDLINE, "座机", text), (_HOTLINE, "400", squeezed)):
        found = form.fullmatch(told)
        if found:
            return ("-".join(filter(None, found.groups())), kind), ""
    foreign = _FOREIGN.fullmatch(squeezed)
    if foreign:
        return (f"+{foreign[1]}", "其他"), ""
    return None, f"电话“{cell}”看不懂，请写成 13912345678、021-69995778 或 400-800-8888"


def email(cell: str | None) -> Read:
    """Return an address that looks like one."""
    text = folded(cell)
    good = not text or _EMAIL.fullmatch(text)
    return (text or None, "") if good else (None, f"邮箱“{cell}”的格式不对，请核对")


def credit_code(cell: str | None) -> Read:
    """Return a 统一社会信用代码 whose check digit is right."""
    text = folded(cell)
    if not text:
        return None, ""
    try:
        return str(uscc.validate(text)), ""
    except ValidationError as why:
        return None, f"“{cell}”不是统一社会信用代码：{why}"


def size(cell: str | None) -> Read:
    """Return both ends of a number of people."""
    text = folded(cell)
    both = _RANGE.fullmatch(text)
    if both:
        return (int(both[1]), int(both[2])), ""
    one = _END.fullmatch(text)
    said = "" if one or not text else f"“{cell}”看不出范围，请写成 100-500人"
    return ((int(one[1]), None) if one else None), said


def _places() -> dict[str, tuple[str, str]]:
    """Return every province and city by its full and its short name."""
    rows = table("gb2260_2026")
    names = {row["code"]: row["name"] for row in rows}
    known = {}
    for row in rows:
        province = names.get(row["code"][:2], names.get(row["code"][:2] + "0000", ""))
        for name in {row["name"], re.sub(r"(省|市|自治区|特别行政区)$", "", row["name"])}:
            known.setdefault(name, (province, row["name"]))
    return known


PLACES = _places()
_LONGEST = max(map(len, PLACES))


def region(cell: str | None) -> Read:
    """Return province and place of the longest names a text is made of."""
    text, found, at = folded(cell), None, 0
    said = f"不知道“{cell}”在哪里，请写成 江苏省苏州市"
    while at < len(text):
        for length in range(min(_LONGEST, len(text) - at), 1, -1):
            if text[at : at + length] in PLACES:
                found, at = PLACES[text[at : at + length]], at + length
                break
        else:
            break
    return found, "" if found or not text else said


def name(cell: str | None) -> Read:
    """Return a name and the key it is matched by: simplified, without blanks and brackets."""
    text = folded(cell)
    return (text, _KEY.sub("", SIMPLER.convert(text)).lower()), ""


READ: dict[str, Callable[[str | None], Read]] = {
    "dates": day,
    "money": fen,
    "phones": phone,
    "emails": email,
    "codes": credit_code,
    "ranges": size,
    "regions": region,
    "names": name,
}
