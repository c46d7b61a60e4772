"""One whole number among words: 采购部 赵经理 13912345678, 电话/Tel: 029-88364173."""

import re

from zhike.clean.phone_doubt import DOUBT

ID = "S3-07.single-number"
DOES = "一句话里只有一个完整号码"
VERSION = 3
CONFIDENCE = 0.97
EXAMPLES = {
    "13912345679（微信同号）": "13912345679",
    "13912345679 同微信": "13912345679",
    "微信/电话：13912345679": "13912345679",
    "联系人李明，电话13912345679": "13912345679",
    "021-69995778(前台)": "021-69995778",
    "总机 021-69995778（20线）": "021-69995778",
    "客服 95588": "95588",
    "采购部 李经理 13912345679": "13912345679",
    "电话/Tel: 021-69995778": "021-69995778",
    "总机 021-69995778 转 801": "021-69995778-801",
    "全国热线 4008-801-314": "400-880-1314",
    "联系电话：13912345679（王小姐）": "13912345679",
    "24小时热线：400-880-1314": "400-880-1314",
    "手机1：13912345679": "13912345679",
    "13912345679（工作日 9:00-18:00）": "13912345679",
    "HK: +852 2999 5778": "+85229995778",
    "拨打95588": "95588",
}

_MOBILE = r"(?:\+?86[ -]?)?1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}"
_LANDLINE = r"\(?0[0-9]{2,3}\)?[ -]?[2-9][0-9]{6,7}(?: ?(?:转分机|分机|转|EXT\.?) ?:? ?[0-9]{1,6})?"
_HOTLINE = r"[48]00(?:[ -]?[0-9]){7}"
_FOREIGN = r"\+(?:[1-79]|8[0-57-9])[0-9][0-9 ()-]{6,16}[0-9]"
_SERVICE = r"95[0-9]{3}|12[0-9]{3}"
_WORDS = r"[^0-9*+~@?]"
_SINGLE = re.compile(
    rf"^{_WORDS}*?({_MOBILE}|{_LANDLINE}|{_HOTLINE}|{_FOREIGN}|{_SERVICE}){_WORDS}*$"
)
# Digits that are no part of a number: hours, lines of a switchboard, and which of several it is.
_CLOCK = r"[0-9]{1,2}(?::[0-9]{2}|[点时]半?)"
_HOURS = re.compile(
    rf"24 ?(?:小时|H)|(?:{_CLOCK}|[0-9]{{1,2}}) ?[-~至到] ?{_CLOCK}|{_CLOCK}"
    "|[0-9]{1,3}条?线"
)
_WHICH = re.compile(r"^([㐀-鿿A-Z]*)\(?[1-9](?:[:、.)]|号? )[ :]*")
_EXTENDED = re.compile(r"转分机|分机|转|EXT\.?")


def plainly(text: str) -> str:
    """Return the number alone; words that cast doubt on it leave the cell as it is."""
    if DOUBT.search(text):
        return text
    found = _SINGLE.match(_HOURS.sub("", _WHICH.sub(r"\1 ", text)))
    if not found:
        return text
    number = _EXTENDED.sub("转", found[1], count=1)
    return re.sub("[ -]", "", number) if re.match("[48]00", number) else number
