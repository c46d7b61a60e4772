"""How places are written down: behind labels, in traditional characters, beside letters (S3-14)."""

import re
import unicodedata

from zhike.clean.names import simplify_text
from zhike.clean.region_letters import code_in_letters, code_within
from zhike.clean.region_names import full_names, leading, oversimplified
from zhike.clean.wrapped import restored

_IN_ENGLISH = "City|Province|Region|Location|Address|Area"
_LABEL = re.compile(
    r"^国家(?:/地区)?\s?[:=]\s?(?:中国\s)?|(?:^|(?<=[\s,，;；、/|]))[^\s:,，;；、/|]{0,6}?"
    r"(?:地区|区域|省份|城市|地址|所在地|省市|籍贯|户籍|区县|[省市区县])\s?[:=]\s?"
    r"|^(?:地区|区域|省份|城市|所在地|籍贯|户籍)\s+"
    r"|^(?:坐落[于在]|位[于在]|坐标:?|[我人]在|来自|现居住?地?|居住[于在地]|家住)"
    rf"|^(?:{_IN_ENGLISH})\s"
    rf"|(?:^|(?<=[\s,;/|]))(?:{_IN_ENGLISH}|District|County)\s?[:=]\s?",
    re.IGNORECASE,
)
_COUNTRY = re.compile(
    r"^\(?(?:CN|CHN|PRC|P\.?R\.?\s?China|China|中国大陆)\)?\b[\s\-·,./|]*(?=[\u4e00-\u9fff])",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"(?<=[\u4e00-\u9fff])[\s(/·,-]*[A-Za-z][A-Za-z' ]+\)?$"
    r"|^[A-Za-z][A-Za-z' ]+[\s(/·,-]*(?=[\u4e00-\u9fff])"
)
_NOTATION = re.compile(r"[{}]|\"[a-zA-Z]*\"\s*:|(?<=[\u4e00-\u9fff])\"|\"(?=[\u4e00-\u9fff])")
_PROVINCE_BEHIND = re.compile(r"((?!华[北东中南]|东北|西[南北])[^()]+?)\s?\(([^()]+)\)")
_NUMBERED = re.compile(r"^(?:0\d{2,3}|\d{6})(?=[\u4e00-\u9fff])")  # 021上海, 215000苏州


def unlabelled(text: str) -> str:
    """Return a place in half width and simplified characters, without words that say it is one."""
    return _NUMBERED.sub("", _LABEL.sub("", _NOTATION.sub("", _plain(text))))


def in_order(text: str) -> str:
    """Return 江苏苏州 of China 苏州(江苏), and 上海 of 上海(Shanghai); nothing of 上海(Nanjing)."""
    return _turned(_without_letters(_COUNTRY.sub("", text)))


def _plain(text: str) -> str:
    """Return text in half width and simplified characters; 乾县 is a name and stays so."""
    folded = unicodedata.normalize("NFKC", text)
    simple = simplify_text(restored(folded))
    for name, wrong in oversimplified().items():
        if wrong in simple and name[0] in folded:  # 余干县 is none of them
            simple = simple.replace(wrong, name)
    return simple


def _without_letters(text: str) -> str:
    """Return 上海 of 上海(Shanghai); nothing where the letters name another place.

    Letters of two cities are the one in the province beside them: 江苏Suzhou.
    """
    found = _BESIDE.search(text)
    if not found:
        return text
    letters, alone = found[0].strip(" (/·,-)"), text.replace(found[0], "")
    said = [leading(alone, level).code[:2] for level in ("province", "city")]
    if code := code_in_letters(letters):
        return alone if code[:2] in said else ""
    inside = code_within(said[0], letters) if said[0] else ""
    return alone + full_names()[inside] if inside else text


def _turned(text: str) -> str:
    """Return 苏州(江苏) as 江苏苏州."""
    found = _PROVINCE_BEHIND.fullmatch(text)
    behind = found and leading(found[2], "province")
    return f"{found[2]}{found[1]}" if found and behind and behind.name == found[2] else text
