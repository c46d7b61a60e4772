"""The country's code in a bracket with the area's, or without a plus: (86-21)62345678."""

import polars as pl

ID = "S3-07.country-in-brackets"
DOES = "国家代码写在括号里，或没写加号"
VERSION = 1
CONFIDENCE = 1.0
EXAMPLES = {
    "(86-21)69995778": "021-69995778",
    "(+86 755) 8299 5778": "0755-82995778",
    "(86)021-69995778": "021-69995778",
    "00 86 13912345679": "13912345679",
    "862169995778": "021-69995778",
    "8675582995778": "0755-82995778",
    "+44 (0)20 7946 0018": "+442079460018",
    "0086-(0)21-69995778": "021-69995778",
    "+86/13912345679": "13912345679",
    "+86.21.6999.5778": "021-69995778",
    "086-13912345679": "13912345679",
    "[86] 13912345679": "13912345679",
    "+86 (中国) 13912345679": "13912345679",
}

_TOGETHER = r"^\((?:\+|00)?86[ -]*0?([0-9]{2,3})\)"
_ALONE = r"^[(\[](?:\+|00)?86[)\]] ?"
_OURS = r"(?:\++ ?(?:00)?86|(?:00)?86\+|0086|086[ -]|86\.)"
_JOINED = rf"^{_OURS}[ /_,:·|+.-]*(?:\([㐀-鿿A-Z]+\))? ?([0-9(])"
_BARE = r"^86(10|2[0-9])([2-9][0-9]{7})$|^86([3-9][0-9]{2})([2-9][0-9]{6,7})$"
_AT_HOME_ONLY = r"^((?:\+|00)[0-9]{1,3}[ -]?)\(0\)"


def plainly(text: pl.Expr) -> pl.Expr:
    """Return (86-21)62345678 as +86 21 62345678."""
    alone = text.str.replace(_TOGETHER, "+86 $1 ").str.replace(_ALONE, "+86 ")
    home = alone.str.replace(_AT_HOME_ONLY, "$1").str.replace(_JOINED, "+86 $1")
    plain = home.str.replace(_BARE, "+86 $1$3 $2$4")
    ours = plain.str.starts_with("+86 ")
    return pl.when(ours).then(plain.str.replace_all(".", " ", literal=True)).otherwise(plain)
