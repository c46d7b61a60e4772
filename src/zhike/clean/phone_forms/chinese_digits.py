"""Numbers in Chinese numerals, as they are read out: 幺三九一二三四五六七九."""

import re

ID = "S3-07.chinese-digits"
DOES = "用中文数字写的号码"
VERSION = 1
CONFIDENCE = 0.99
EXAMPLES = {
    "一三九一二三四五六七九": "13912345679",
    "幺三九 一二三四 五六七九": "13912345679",
    "零二一-六九九九五七七八": "021-69995778",
}

_NUMERALS = str.maketrans("零〇○幺一二三四五六七八九", "0001123456789")
_SPOKEN = re.compile(r"[零〇○幺一二三四五六七八九 -]{7,}")


def plainly(text: str) -> str:
    """Return the digits of a cell that consists of numerals."""
    return text.translate(_NUMERALS) if _SPOKEN.fullmatch(text) else text
