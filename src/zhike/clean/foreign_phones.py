"""How long phone numbers are in the countries and regions that are called most."""

import polars as pl

# Digits behind the country's code, by the code; of other countries any length will do.
_LENGTHS = {
    "852": (8, 8), "853": (8, 8), "886": (8, 9), "971": (8, 9), "81": (9, 10), "82": (8, 10),
    "65": (8, 8), "60": (8, 10), "66": (8, 9), "84": (9, 10), "62": (8, 12), "63": (8, 10),
    "91": (10, 10), "61": (9, 9), "64": (8, 10), "44": (9, 10), "33": (9, 9), "49": (7, 12),
    "39": (8, 11), "34": (9, 9), "31": (9, 9), "41": (9, 9), "46": (7, 10), "55": (10, 11),
    "52": (10, 10), "1": (10, 10), "7": (10, 10),
}  # fmt: skip
_COUNTRIES = (
    "1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|21[1-368]|2[2-5]\\d|26[0-9]|29[01789]|"
    "35[0-9]|37[0-8]|38[0-35-79]|42[013]|50\\d|59\\d|67[02-9]|68[0-35-9]|69[0-2]|85[02356]|880|886|"
    "96[0-8]|97[0-7]|99[2-68]|870|88[123]"
)
_CODE = rf"^({'|'.join(_LENGTHS)})"
_NOT_DIALLED = r"^(?:1[01]|1\d{3}[01]|85[23][01]|8[126]0|886[01]|44[0]|33[0]|61[0]|65[0-2457])"


def has_right_length(digits: pl.Expr) -> pl.Expr:
    """Say whether digits that begin with a country's code are as many as they are there."""
    code = digits.str.extract(_CODE)
    rest = digits.str.len_chars().cast(pl.Int64) - code.str.len_chars().cast(pl.Int64)
    fits = rest.is_between(_limit(code, 0), _limit(code, 1)) & ~digits.str.contains(_NOT_DIALLED)
    known = digits.str.contains(f"^(?:{_COUNTRIES})")
    return known & fits.fill_null(value=True)


def _limit(code: pl.Expr, end: int) -> pl.Expr:
    ends = {name: limits[end] for name, limits in _LENGTHS.items()}
    return code.replace_strict(ends, default=None, return_dtype=pl.Int64)
