"""Dates in Chinese numerals, also those of cheques: 二〇二四年十月十日, 贰零贰肆年零伍月零壹日."""

import re

from zhike.clean.date_forms.era_years import NAMED
from zhike.clean.forms import rewriting

ID = "S0-08.chinese-digits"
DOES = "中文数字的日期，也认支票上的大写"
VERSION = 2
CONFIDENCE = 1.0
EXAMPLES = {
    "二〇二二年三月四日": "2022-03-04",
    "二零一九年十一月三十日": "2019-11-30",
    "二〇二五年二月廿八日": "2025-02-28",
    "贰零贰贰年零叁月壹拾贰日": "2022-03-12",
    "2022年十一月": "2022-11",
    "民国一百一十一年三月": "2022-03",
    "中华民国一百零三年": "2014",
    "二〇一六年": "2016",
    "二〇二二-三-四": "2022-03-04",
    "二O二二年三月四日": "2022-03-04",
    "2022年元月4日": "2022-01-04",
    "二〇二二年三月四日，星期五": "2022-03-04",
}

_PLAIN = str.maketrans(
    dict(zip("壹贰貳叁參叄肆伍陆陸柒捌玖拾零○", "一二二三三三四五六六七八九十〇〇", strict=True))
    | {"廿": "二十", "卅": "三十", "两": "二"}
)
_DIGITS = str.maketrans("〇一二三四五六七八九", "0123456789")
_DATED = re.compile(
    r"^[0-9〇一二三四五六七八九]{2}(?:[0-9〇一二三四五六七八九]{2})?(?:年|[-/.][一二三四五六七八九十])"
    rf"|^{NAMED}[0-9〇一二三四五六七八九十百]{{1,5}}年"
)
_SPREAD = re.compile(
    "[〇零○一二三四五六七八九十年月日号](?: [〇零○一二三四五六七八九十年月日号]){5,}"
)
_without_weekday = rewriting(
    {
        "([一二三四五六七八九〇])[OО0]([一二三四五六七八九年])": r"\1〇\2",  # O typed for 〇
        r"[ ,(]*(?:星期|周|礼拜)[一二三四五六日天]\)?": " ",
    }
)
_IN_DIGITS = {
    re.compile("〇+([一二三])十"): r"\1十",
    re.compile("〇+十"): "十",
    re.compile("百〇?([一二三四五六七八九])年"): r"〇\1年",
    re.compile("([一二三四五六七八九])十([一二三四五六七八九])"): r"\1\2",
    re.compile("十([一二三四五六七八九])"): r"一\1",
    re.compile("([一二三四五六七八九])十"): r"\1〇",
    re.compile("十"): "一〇",
    re.compile("百年"): "〇〇年",
    re.compile("百"): "",
}


def plainly(text: str) -> str:
    """Return 二〇二四年十月十日 as 2024年10月10日."""
    closed = text.replace(" ", "") if _SPREAD.fullmatch(text) else text
    plain = _without_weekday(closed.translate(_PLAIN))
    if not _DATED.search(plain):
        return text
    for form, written in _IN_DIGITS.items():
        plain = form.sub(written, plain)
    return plain.translate(_DIGITS).replace("年元月", "年1月").strip()
