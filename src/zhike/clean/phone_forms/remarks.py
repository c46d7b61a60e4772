"""A number with a remark that makes no doubt of it: 13912345678（微信同号）."""

import polars as pl

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
_BARE = rf"([0-9])[ ,，;；]*{_SAME}$"
_IN_BRACKETS = r"([0-9]) ?[(\[【][㐀-鿿、]{1,8}[)\]】]$"
_NAMED = r"^[㐀-鿿]{2,4} ?:? ?([+0-9(][0-9 ()+-]{6,})$"
_LABELLED = (
    r"^(?:[㐀-鿿]{1,4}[/、])?(?:微信|手机|电话|手機|電話|联系电话|客服)[号號]?(?:\([㐀-鿿]{1,4}\))?"
    r" ?[:;,/]? ?([+0-9(][0-9 ()+-]{4,})$"
)
_PERSON_FIRST = (
    r"^(?:联系人)? ?:? ?[㐀-鿿]{2,4}[,;、 ] ?(?:电话|手机|联系方式)"
    r" ?:? ?([+0-9(][0-9 ()+-]{6,})$"
)
_NAMED_BEHIND = r"^([+0-9(][0-9 ()+-]{6,}[0-9]) ?[㐀-鿿]{2,4}$"
_BEFORE = r"^['’‘`(\[【]+([+0-9][0-9 -]*)[)\]】]?$"
_LINES = r" ?\([0-9]{1,3}条?线\)$"  # of a switchboard
_STOP = r"([0-9])[.。,，;；、]$"


def plainly(text: pl.Expr) -> pl.Expr:
    """Return the number alone."""
    plain = text.str.replace(_STOP, "$1").str.replace(_BARE, "$1").str.replace(_BEFORE, "$1")
    alone = plain.str.replace(_LINES, "").str.replace(_IN_BRACKETS, "$1")
    for named in (_LABELLED, _PERSON_FIRST, _NAMED, _NAMED_BEHIND):
        alone = alone.str.replace(named, "$1")
    # Asked of the text itself: what stands twice in an expression is worked out twice.
    return pl.when(~text.str.contains(DOUBT)).then(alone).otherwise(plain)
