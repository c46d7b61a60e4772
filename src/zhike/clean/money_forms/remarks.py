"""Amounts with words behind them that change nothing: 1200元（含税）, 100万元人民币."""

import re

from zhike.clean.forms import rewriting
from zhike.clean.money_doubt import DOUBT, HARMLESS, beyond_minus

ID = "S0-09.remarks"
DOES = "去掉金额后不影响数值的字"
VERSION = 2
CONFIDENCE = 0.99
EXAMPLES = {
    "200万元人民币": "200000000",
    "1350元（含税）": "135000",
    "13.5(万元)": "13500000",
    "13.5（单位：万元）": "13500000",
    "1350元（含13%增值税）": "135000",
    "1350元（已结清）": "135000",
    "1350含税": "135000",
    "1350元，不含运费": "135000",
    "1350 Chinese yuan": "135000",
    "1350元钱": "135000",
    "1350元!": "135000",
    "-1350（冲红）": "-135000",
}

_BESIDE = (
    "不?含(?:[0-9]{1,2}%)?(?:增值)?税价?|未税|税[前后]|不?含[运邮]费?|包邮|[已未][付收]款?|(?:已|未)?结清|已?到账|现[金结]|转账"
    "|不?开[专普]?票|[专普]票|整"
)
_BEHIND = re.compile(rf"^(.*[0-9元万亿千百块])(?: ?[,;/-]? ?(?:{_BESIDE}))+$")
_BRACKET = re.compile(r"^(.*[0-9元万亿千百块整角分]) ?\(([㐀-鿿A-Z0-9%.、,;+ ]{1,14})\)$")
_IN_WORDS = "[壹贰貳叁參肆伍陆陸柒捌玖拾佰仟零一二三四五六七八九十百千万亿元角分]"
_HARMLESS = re.compile(rf"{HARMLESS}|[0-9]{{1,2}}(?:\.[0-9])?%")
_BARE_END = re.compile("[0-9元万亿千百块折%]$")
_DOUBT = re.compile(f"{DOUBT}|{_IN_WORDS}|[0-9]")
_without_stop = rewriting(
    {
        r"([0-9元万亿])[。;；!]$|([.][0-9]{1,2})[.]$": r"\1\2",
        r"^(-?¥?[0-9,.]+) ?\((?:单位:? ?)?((?:千|百)?(?:[万亿]元?|元|万))\)$": r"\1\2",
        "([元毛块])钱$": r"\1",
    }
)
_without_currency = rewriting(
    {r"([0-9元万亿千百]) ?\(?(?:人民币|RMB|CNY|(?:CHINESE )?YUAN)\)?整?$": r"\1"}
)


def plainly(text: str) -> str:
    """Return the amount alone, where no word behind it casts doubt on it."""
    if _BARE_END.search(text):
        return text
    return _without_currency(_without_brackets(_without_terms(_without_stop(text))))


def _without_terms(text: str) -> str:
    """Return the amount without the terms beside it: 含税, 已结清."""
    beside = _BEHIND.sub(r"\1", text)
    return text if "(" in beside else beside


def _without_brackets(text: str) -> str:
    said = _BRACKET.match(text)
    if not said:
        return text
    words = beyond_minus(_HARMLESS.sub("", said[2]), said[1])
    return text if _DOUBT.search(words) else said[1]
