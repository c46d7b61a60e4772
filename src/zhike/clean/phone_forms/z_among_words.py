"""The digits of a cell that are one whole number, whatever words and marks stand between them."""

import re

from zhike.clean.phone_areas import OF_THREE, OF_TWO
from zhike.clean.phone_doubt import DOUBT

ID = "S3-07.among-words"
DOES = "一格里的数字合起来正好是一个完整号码"
VERSION = 1
CONFIDENCE = 0.97
EXAMPLES = {
    "+86/139/12345679": "13912345679",
    "手机：一三九 一二三四 五六七九": "13912345679",
    "壹叁玖壹贰叁肆伍陆柒玖": "13912345679",
    "电话/传真：021-69995778": "021-69995778",
    "021（区号）69995778": "021-69995778",
    "0 2 1 - 6 9 9 9 5 7 7 8": "021-69995778",
    "(021-)69995778": "021-69995778",
    "TEL;TYPE=WORK:+86-21-69995778": "021-69995778",
    "400热线：400-800-8888": "400-800-8888",
    "13,912,345,679.00": "13912345679",
}

_NUMERALS = str.maketrans(
    "零〇○幺一二三四五六七八九壹贰貳叁參肆伍陆陸柒捌玖", "000112345678912233456" + "6789"
)
_HARMLESS = re.compile(
    "电话[(/、及&]?传真|传真[/、及&]?电话|TEL ?[/&] ?FAX|(?<![0-9])[48]00(?=[^0-9]*[㐀-鿿])"
)
_NOT_ALONE = re.compile(r"转|分机|EXT|[#*?]|\+ ?\(?(?!86)[0-9]")
_AREA = f"{OF_TWO}|{OF_THREE}"
_NUMBERS = (
    (re.compile("(?:(?:00)?86)?(1[3-9][0-9]{9})"), r"\1"),
    (re.compile(f"(?:0|(?:00)?860?)({_AREA})([2-9][0-9]{{6,7}})"), r"0\1-\2"),
    (re.compile("([48]00[0-9]{7})"), r"\1"),
)
_PLAIN = re.compile("[+0-9-]+")
_CENTS = re.compile(r"(?<=[0-9])\.0+$")


def plainly(text: str) -> str:
    """Return the only number of a cell, or the cell as it stands."""
    if _PLAIN.fullmatch(text):
        return text
    spoken = text if re.search("[0-9]", text) else text.translate(_NUMERALS)
    told = _HARMLESS.sub("", spoken)
    if DOUBT.search(told) or _NOT_ALONE.search(told):
        return text
    digits = re.sub("[^0-9]", "", _CENTS.sub("", told))
    whole = (form.fullmatch(digits) for form, _ in _NUMBERS)
    read = [f.expand(as_) for f, (_, as_) in zip(whole, _NUMBERS, strict=True) if f]
    return read[0] if len(read) == 1 else text
