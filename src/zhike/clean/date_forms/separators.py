"""Days with signs between their parts that are none of - / . 年: 2024,5,1, 2024、5、1, 2024 5 1."""

import polars as pl

ID = "S0-08.separators"
DOES = "用逗号、顿号、空格等分开的日期"
VERSION = 1
CONFIDENCE = 0.99
EXAMPLES = {
    "2022,3,4": "2022-03-04",
    "2022、3、4": "2022-03-04",
    "2022 03 04": "2022-03-04",
    "2022_03_04": "2022-03-04",
    "2022\\3\\4": "2022-03-04",
    "2022.3.4.": "2022-03-04",
    "2022--03--04": "2022-03-04",
}

_SIGN = r"\s?[\\_、,，。·:|-]{1,2}\s?|\s?[./]{2}\s?|\s"
_FORM = rf"^(\d{{4}})(?:{_SIGN}|\s?[./]\s?)(\d{{1,2}})(?:{_SIGN}|\s?[./]\s?)(\d{{1,2}})(\s.*)?$"
_STOP = r"^(\d{4}\D.*\d|.*日)[.。,，;；]$"


def plainly(text: pl.Expr) -> pl.Expr:
    """Return 2024,5,1 as 2024-5-1."""
    return text.str.replace(_STOP, "$1").str.replace(_FORM, "$1-$2-$3$4")
