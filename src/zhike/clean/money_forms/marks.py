"""Signs and thousand marks of other programs and countries: 负1200, 1'200'000, 1,200.00-, .5万."""

import polars as pl

ID = "S0-09.marks"
DOES = "换成常见的正负号、千位分隔符和小数点"
VERSION = 1
CONFIDENCE = 0.99
EXAMPLES = {
    "负1350元": "-135000",
    "1 350 000": "135000000",
    "1'350'000.00": "135000000",
    "1_350_000": "135000000",
    ".5万": "500000",
    "¥(1,350.00)": "-135000",
    "1,350.00-": "-135000",
    "¥1350.-": "135000",
    "=1350": "135000",
}

_BLANKS = r"[0-9]{1,3}(?: [0-9]{3}){2,}(?:\.[0-9]+)?|[0-9]{1,3}(?: [0-9]{3})+(?:\.[0-9][0-9]| ?元)"
_SHORT = "[0-9]{1,2} [0-9]{3}"  # 100 200 may be two numbers
_IN_GROUPS = rf"^-?¥?(?:{_BLANKS}|{_SHORT}|[0-9]{{1,3}}(?:['’‘_][0-9]{{3}})+(?:\.[0-9]+)?)元?$"
_ACCOUNTS = r"^¥ ?\(([0-9,.]+)\)$"
_BEHIND = r"^([0-9,]+\.[0-9][0-9])-$"  # as SAP writes it; 1350- may be a range cut off
_WHOLE = r"([0-9])\.-+$"
_POINT = r"^(-?¥?)\."


def plainly(text: pl.Expr) -> pl.Expr:
    """Return the amount with - before it, a point for the fraction, and no marks of groups."""
    spread = text.str.contains(r"^¥?(?: ?[0-9,.] ){2,}[0-9.]+$")
    text = pl.when(spread).then(text.str.replace_all(" ", "")).otherwise(text)
    closed = text.str.replace_all(r"([0-9]) ?([,.]) ?([0-9])", "$1$2$3")
    closed = closed.str.replace(r"(\.[0-9]{1,2}),$", "$1").str.replace(r"R\.M\.B\.?", "RMB")
    signed = closed.str.replace(r"^负 ?", "-").str.replace(_ACCOUNTS, "-$1")
    signed = signed.str.replace(_BEHIND, "-$1").str.replace(r"^=(-?[0-9,.]+)$", "$1")
    plain = signed.str.replace(_WHOLE, "$1").str.replace(_POINT, "${1}0.")
    grouped = plain.str.contains(_IN_GROUPS)
    return pl.when(grouped).then(plain.str.replace_all(r"[ '’‘_]", "")).otherwise(plain)
