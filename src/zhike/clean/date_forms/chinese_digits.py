"""Dates in Chinese numerals, also those of cheques: 二〇二四年十月十日, 贰零贰肆年零伍月零壹日."""

import polars as pl

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

_PLAIN = dict(
    zip("壹贰貳叁參叄肆伍陆陸柒捌玖拾零○", "一二二三三三四五六六七八九十〇〇", strict=True)
) | {"廿": "二十", "卅": "三十", "两": "二"}
_DIGITS = dict(zip("〇一二三四五六七八九", "0123456789", strict=True))
_ERA = r"^(?:中华|中華)?(?:民国|民國|令和|平成|昭和) ?[0-9〇一二三四五六七八九十百]{1,5}年"
_DATED = (
    r"^[0-9〇一二三四五六七八九]{2}(?:[0-9〇一二三四五六七八九]{2})?(?:年|[-/.][一二三四五六七八九十])|"
    + _ERA
)
_WEEKDAY = r"[ ,(]*(?:星期|周|礼拜)[一二三四五六日天]\)?"
_SPREAD = "^[〇零○一二三四五六七八九十年月日号](?: [〇零○一二三四五六七八九十年月日号]){5,}$"
_LETTER = "([一二三四五六七八九〇])[OО0]([一二三四五六七八九年])"  # O typed for 〇


def plainly(text: pl.Expr) -> pl.Expr:
    """Return 二〇二四年十月十日 as 2024年10月10日."""
    closed = pl.when(text.str.contains(_SPREAD)).then(text.str.replace_all(" ", ""))
    plain = (
        closed.otherwise(text)
        .str.replace_many(_PLAIN)
        .str.replace(_LETTER, "$1〇$2")
        .str.replace(_WEEKDAY, " ")
    )
    digits = (
        plain.str.replace_all(r"〇+([一二三])十", "$1十")
        .str.replace_all(r"〇+十", "十")
        .str.replace_all(r"百〇?([一二三四五六七八九])年", "〇$1年")
        .str.replace_all(r"([一二三四五六七八九])十([一二三四五六七八九])", "$1$2")
        .str.replace_all(r"十([一二三四五六七八九])", "一$1")
        .str.replace_all(r"([一二三四五六七八九])十", "$1〇")
        .str.replace_all("十", "一〇", literal=True)
        .str.replace_all("百年", "〇〇年", literal=True)
        .str.replace_all("百", "", literal=True)
        .str.replace_many(_DIGITS)
        .str.replace("年元月", "年1月", literal=True)
        .str.strip_chars()
    )
    return pl.when(plain.str.contains(_DATED)).then(digits).otherwise(text)
