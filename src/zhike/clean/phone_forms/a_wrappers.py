"""Marks around the whole cell, as exports and copying leave them."""

import polars as pl

from zhike.clean.wrapped import restored, unwrapped

ID = "S3-07.wrappers"
DOES = "去掉整格两边的引号、括号和标点"
VERSION = 2
CONFIDENCE = 1.0
EXAMPLES = {
    '="13912345679"': "13912345679",
    '"0755-82995778"': "0755-82995778",
    "：13912345679": "13912345679",
    "【手机】13912345679": "13912345679",
    "[+86] 13912345679": "13912345679",
    "【021】69995778": "021-69995778",
    "=13912345679": "13912345679",
    "• 13912345679": "13912345679",
    "13912345679*": "13912345679",
    "13912345679<br>": "13912345679",
    '<a href="tel:13912345679">拨打</a>': "13912345679",
}

_LABEL = r"^[【\[]\+?([^】\]0-9]{1,6})[】\]] ?"
_MARK = r"^[=*•●★☆√✓#>-] ?([0-9+(])"
_FOOTNOTE = r"([0-9])[*!.★☆√✓]+$"
_LINK = r"^<A [^<>]*TEL:([0-9+-]+)[^<>]*>[^0-9]*$"
_AREA = r"^[【\[〔{](\+86|0[0-9]{2,3})[】\]〕}] ?([0-9])"


def unlinked(text: pl.Expr) -> pl.Expr:
    """Return the number that a link calls."""
    return text.str.replace(_LINK, "$1")


def unmarked(text: pl.Expr) -> pl.Expr:
    """Return the number without marks before and behind it, or around what stands before it."""
    bare = text.str.replace(_MARK, "$1").str.replace(_FOOTNOTE, "$1")
    return bare.str.replace(_LABEL, "").str.replace(_AREA, "$1 $2")


STEPS = (unlinked, restored, unwrapped, unmarked)
