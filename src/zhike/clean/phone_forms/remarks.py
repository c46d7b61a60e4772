"""A number with a remark that makes no doubt of it: 13912345678（微信同号）."""

import re

from zhike.clean.forms import rewriting
from zhike.clean.phone_doubt import DOUBT

ID = "S3-07.remarks"
DOES = "号码带着备注"
VERSION = 1
CONFIDENCE = 0.99
EXAMPLES = {
    "13912345679（微信同号）": "13912345679",
    "13912345679 同微信": "13912345679",
    "021-69995778(前台)": "021-69995778",
    "'13912345679": "13912345679",
    "张经理：13912345679": "13912345679",
    "13912345679。": "13912345679",
    "微信/电话：13912345679": "13912345679",
    "手机(微信)：13912345679": "13912345679",
    "联系人李明，电话13912345679": "13912345679",
    "手机；13912345679": "13912345679",
    "客服 95588": "95588",
}

_SAME = r"(?:微信同号|同微信号?|微信同步|手机微信同号|手机同微信|微信|同号|手机|电话|VX同号)"
_NUMBER = "([+0-9(][0-9 ()+-]{6,})"
_NUMBER_ALONE = re.compile("[+0-9].*[0-9]$")
_LABELLED = (
    r"^(?:[㐀-鿿]{1,4}[/、])?(?:微信|手机|电话|手機|電話|联系电话|客服)[号號]?(?:\([㐀-鿿]{1,4}\))?"
    r" ?[:;,/]? ?([+0-9(][0-9 ()+-]{4,})$"
)
_PERSON_FIRST = rf"^(?:联系人)? ?:? ?[㐀-鿿]{{2,4}}[,;、 ] ?(?:电话|手机|联系方式) ?:? ?{_NUMBER}$"
_bare = rewriting(
    {
        r"([0-9])[.。,，;；、]$": r"\1",
        rf"([0-9])[ ,，;；]*{_SAME}$": r"\1",
        r"^['’‘`(\[【]+([+0-9][0-9 -]*)[)\]】]?$": r"\1",
    }
)
_alone = rewriting(
    {
        r" ?\([0-9]{1,3}条?线\)$": "",  # of a switchboard
        r"([0-9]) ?[(\[【][㐀-鿿、]{1,8}[)\]】]$": r"\1",
        _LABELLED: r"\1",
        _PERSON_FIRST: r"\1",
        rf"^[㐀-鿿]{{2,4}} ?:? ?{_NUMBER}$": r"\1",
        r"^([+0-9(][0-9 ()+-]{6,}[0-9]) ?[㐀-鿿]{2,4}$": r"\1",
    }
)


def plainly(text: str) -> str:
    """Return the number alone, with its words where they cast doubt on it."""
    if _NUMBER_ALONE.match(text):
        return text
    return _bare(text) if DOUBT.search(text) else _alone(_bare(text))
