"""Numbers in Chinese numerals, as they are read out: 幺三九一二三四五六七九."""

import polars as pl

ID = "S3-07.chinese-digits"
DOES = "用中文数字写的号码"
VERSION = 1
CONFIDENCE = 0.99
EXAMPLES = {
    "一三九一二三四五六七九": "13912345679",
    "幺三九 一二三四 五六七九": "13912345679",
    "零二一-六九九九五七七八": "021-69995778",
}

_NUMERALS = dict(zip("零〇○幺一二三四五六七八九", "0001123456789", strict=True))
_SPOKEN = r"^[零〇○幺一二三四五六七八九 -]{7,}$"


def plainly(text: pl.Expr) -> pl.Expr:
    """Return the digits of a cell that consists of numerals."""
    spoken = text.str.contains(_SPOKEN)
    return pl.when(spoken).then(text.str.replace_many(_NUMERALS)).otherwise(text)
