"""Why a cell is no phone number, and what to do about it (S3-07)."""

import re

from zhike.clean.phone_areas import OF_THREE

_LOST_STARS = re.compile("1[3-9][0-9](?:[0-9]{4})?")
_IN_POWERS = re.compile(r"[0-9]+(?:\.[0-9]+)?E\+?[0-9]+")
_MOBILE = re.compile("1[3-9][0-9]+")
_BY_ITS_DIGITS = {
    re.compile("[2-9][0-9]{6,7}"): "缺少区号，请写成 021-69995778",
    re.compile(r"(?:\+|00)[1-9][0-9]{6,14}(?:(?:转|分机|EXT|X|#):?[0-9]{1,6})?"): (
        "的位数和这个国家或地区的号码对不上，请核对"
    ),
    re.compile(f"0(?!{OF_THREE})[3-9][0-9]{{9,10}}"): "的区号不存在，请核对",
    re.compile("0[1-9][0-9]+"): "不是完整的座机号，应为区号加 7 或 8 位号码",
    re.compile("[0-9]{11}"): "不是手机号，手机号以 13 到 19 开头",
}


def has_lost_stars(digits: str) -> bool:
    """Say whether digits look like a masked number whose stars are gone: 1395678."""
    return bool(_LOST_STARS.fullmatch(digits))


def why_unreadable(raw: str, text: str, digits: str) -> str:
    """Return the reason for a cell: as typed, folded, and with its digits together."""
    return f"电话“{raw}”{_why(text, digits)}"


def _why(text: str, digits: str) -> str:
    if has_lost_stars(digits):
        return "像是掩码丢了中间的星号，请补全号码"
    if _IN_POWERS.fullmatch(text):
        return "被存成了科学计数法，请把这一列设成文本后重新填写"
    if _MOBILE.fullmatch(digits):
        return f"有 {len(digits)} 位，手机号应为 11 位，请核对"
    said = (why for form, why in _BY_ITS_DIGITS.items() if form.fullmatch(digits))
    return next(said, "看不懂，请写成 13912345678、021-69995778 或 400-800-8888")
