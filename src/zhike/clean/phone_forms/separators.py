"""Numbers with unusual signs or blanks between their parts: 139_1234_5678, 021 62 34 56 78."""

import polars as pl

ID = "S3-07.separators"
DOES = "号码之间用了少见的分隔符"
VERSION = 2
CONFIDENCE = 0.99
EXAMPLES = {
    "139_1234_5679": "13912345679",
    "139·1234·5679": "13912345679",
    "139~1234~5679": "13912345679",
    "0755.82995778": "0755-82995778",
    "021/69995778": "021-69995778",
    "0755—82995778": "0755-82995778",
    "021－－69995778": "021-69995778",
    "021.6999.5778": "021-69995778",
    "021 69 99 57 78": "021-69995778",
}

_SIGN = r"[_·‧•/,、~:|*+. -]"
_AREA = rf"^\(?(0[0-9]{{2,3}})\)? ?{_SIGN} ?([0-9]{{7,8}})$"
_BETWEEN = rf"^(1[3-9][0-9]) ?{_SIGN} ?([0-9]{{4}}) ?{_SIGN} ?([0-9]{{4}})$"
_IN_GROUPS = rf"^\(?(0[0-9]{{2,3}})\)?(?:{_SIGN}{{1,3}}[0-9]{{2,4}}){{2,4}}$"
_LENGTHS = (10, 11, 12)  # of a landline with its area code


def plainly(text: pl.Expr) -> pl.Expr:
    """Return the parts with a hyphen or nothing between them."""
    plain = text.str.replace(_AREA, "$1-$2").str.replace(_BETWEEN, "$1$2$3")
    digits = plain.str.replace_all("[^0-9]", "")
    grouped = plain.str.contains(_IN_GROUPS) & digits.str.len_chars().is_in(_LENGTHS)
    return pl.when(grouped).then(digits).otherwise(plain)
