"""Dates behind the ' by which a spreadsheet keeps them as text, or in quotes: '2024-05-01."""

import polars as pl

ID = "S0-08.apostrophe"
DOES = "去掉日期前的单引号或两边的引号"
VERSION = 1
CONFIDENCE = 1.0
EXAMPLES = {
    "'2022-03-04": "2022-03-04",
    "“2022年3月4日”": "2022-03-04",
    "(2022-03-04)": "2022-03-04",
}


def plainly(text: pl.Expr) -> pl.Expr:
    """Return the text without the marks."""
    plain = text.str.replace(r"^['’‘`´]([0-9]{2})年", "20${1}年")  # '24年 leaves the century out
    return plain.str.replace(r"^['’‘`“\"(\[【] ?([0-9].*?\S) ?['’‘`”\")\]】]?$", "$1")
