"""Amounts behind a word that says what they are: 合同总额：1200元, Total: RMB 1,200, (万元)12."""

import re

from zhike.clean.forms import rewriting
from zhike.clean.money_doubt import DOUBT, HARMLESS, beyond_minus

ID = "S0-09.labels"
DOES = "去掉金额前说明是什么钱的字"
VERSION = 2
CONFIDENCE = 0.99
EXAMPLES = {
    "合计：1350元": "135000",
    "合同金额 1350": "135000",
    "'1350": "135000",
    "CN¥1350": "135000",
    "RMB-人民币 1,350.00": "135000",
    "注册资本：200万元人民币": "200000000",
    "(万元)13.5": "13500000",
    "付款数：RMB 1,350.00": "135000",
    "合同金额(元)：1350": "135000",
    "(人民币)13.5万元": "13500000",
    "含税价：1,350.00元": "135000",
    "含税总价13.5万元": "13500000",
    "实际支付1350元": "135000",
    "合同金额为135000元": "13500000",
    "折后价1350元": "135000",
    "Total Amount: CNY 1,350.00": "135000",
    "退款：-1350.00": "-135000",
    "金额大写：壹仟叁佰伍拾元整": "135000",
}

_MONEY = (
    "价格?|款数?|额|费用?|金额?|[资股]本|资金|[付收缴计共值租支]|成本|支出|收入|预算|税[前后]|[含未]税"
    "|流水|大写|小写|折后|优惠后|价钱|AMOUNT|TOTAL|PRICE|SUM|COST|FEE|AMT|PAID"
)
_WORD = r"(?![零一二两三四五六七八九十壹贰貳叁參肆伍陆陸柒捌玖拾佰仟万亿元角])[㐀-鿿A-Z/ ()]"
_REMARK = r"(?: ?\((?:不?含税|未税|大写|小写|折后|优惠后|人民币|元|RMB|CNY)\))?"
_NUMERALS = "[0-9.零一二两三四五六七八九十壹贰貳叁參肆伍陆陸柒捌玖拾]"
_START = rf"(-?(?:RMB|CNY|人民币)? ?:? ?-?¥? ?-?{_NUMERALS}.*)"
_LABEL = re.compile(rf"^((?:{_WORD}){{0,12}}?(?:{_MONEY}){_REMARK}[为是]? ?:? ?){_START}$")
_UNIT_BEFORE = r"^(?:[㐀-鿿]{2,6})? ?\(((?:千|百)?万?元|人民币)\) ?:? ?(-?¥?[0-9,.]+)$"
_YUAN_BEFORE = r"^\((?:人民币|不?含税|未税)\) ?(-?¥?[0-9][0-9,.]*(?:千万|百万|万|亿)?元?)$"
_TWICE = r"^(?:RMB|CNY|人民币) ?[-/] ?(?=RMB|CNY|人民币|¥)"  # a code and its name
_APOSTROPHE = r"^['’‘`] ?(-?[0-9])"
_DOUBT = re.compile(DOUBT)
_HARMLESS = re.compile(HARMLESS)
_without_marks = rewriting({_TWICE: "", _APOSTROPHE: r"\1", r"^(-?)CN¥": r"\1¥"})
_unit_behind = rewriting({_YUAN_BEFORE: r"\1", _UNIT_BEFORE: r"\2\1"})
_in_yuan = rewriting({r"([0-9,.])人民币$": r"\1元"})
_BARE = re.compile(r"-?¥?[0-9]+(?!.*人民币$)")


def plainly(text: str) -> str:
    """Return the amount with its unit behind it, where no word before it casts doubt on it."""
    if _BARE.match(text):
        return text
    alone = _without_label(_without_marks(text))
    return _in_yuan(alone if _DOUBT.search(alone) else _unit_behind(alone))


def _without_label(text: str) -> str:
    label = _LABEL.match(text)
    if not label:
        return text
    words = beyond_minus(_HARMLESS.sub("", label[1]), label[2])
    return text if _DOUBT.search(words) else label[2]
