"""Months written before their year, or in one with it: 05/2024, 202405."""

import polars as pl

ID = "S0-08.months-first"
DOES = "月写在年前，或年月连写"
VERSION = 1
CONFIDENCE = 0.99
EXAMPLES = {
    "03/2022": "2022-03",
    "3/2022": "2022-03",
    "11-2019": "2019-11",
    "201911": "2019-11",
    "3月4日, 2022年": "2022-03-04",
    "04-3月-2022": "2022-03-04",
}

_FIRST = r"^(0?[1-9]|1[0-2]) ?[-/] ?((?:19|20)[0-9]{2})$|^(0[1-9]|1[0-2])\.((?:19|20)[0-9]{2})$"
# What could be a day as well (200512 is 2020-05-12 too) is left alone.
_IN_ONE = r"^((?:19|20)(?:1[3-9]|[2-9][0-9]))(0[1-9]|1[0-2])$"
_OF_ORACLE = r"^([0-9]{1,2})-([0-9]{1,2})月 ?-([0-9]{4})$"
_DAY_FIRST = r"^([0-9]{1,2})月([0-9]{1,2})[日号]?[, -]*([0-9]{4})年?$"
_TURNED = r"^([0-9]{1,2})[日号]([0-9]{1,2})月[, -]*([0-9]{4})年?$"


def plainly(text: pl.Expr) -> pl.Expr:
    """Return 05/2024 and 202405 as 2024-05."""
    plain = text.str.replace(_FIRST, "$2$4-$1$3").str.replace(_IN_ONE, "$1-$2")
    plain = plain.str.replace(r"^([0-9]{1,2})月 ?([0-9]{4})年?$", "$2-$1")
    plain = plain.str.replace(_DAY_FIRST, "$3-$1-$2").str.replace(_TURNED, "$3-$2-$1")
    return plain.str.replace(_OF_ORACLE, "$3-$2-$1")
