"""Numbers with unusual signs between their parts: 139_1234_5678, 021/62345678."""

import polars as pl

ID = "S3-07.separators"
DOES = "号码之间用了少见的分隔符"
VERSION = 1
CONFIDENCE = 0.99
EXAMPLES = {
    "139_1234_5679": "13912345679",
    "139·1234·5679": "13912345679",
    "0755.82995778": "0755-82995778",
    "021/69995778": "021-69995778",
    "0755—82995778": "0755-82995778",
    "021－－69995778": "021-69995778",
}

_AREA = r"^\(?(0[0-9]{2,3})\)? ?[/_·~:,、.] ?([0-9]{7,8})$"
_BETWEEN = r"^(1[3-9][0-9]) ?[_·‧/,、] ?([0-9]{4}) ?[_·‧/,、] ?([0-9]{4})$"


def plainly(text: pl.Expr) -> pl.Expr:
    """Return the parts with a hyphen or nothing between them."""
    return text.str.replace(_AREA, "$1-$2").str.replace(_BETWEEN, "$1$2$3")
