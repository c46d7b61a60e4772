"""Days written with the year last, or short: read in an order people said for a whole column."""

import polars as pl

YEAR_LAST, SHORT_YEAR = "*", "**"
"""Said in place of a text: every cell of the field that is written 5.10.2024, or 24-5-10."""
MDY, DMY, YMD = "月/日/年", "日/月/年", "年/月/日"
_FORMS = {
    YEAR_LAST: r"^\s*(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4})(\D.*)?$",
    SHORT_YEAR: r"^\s*(\d{1,2})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?[日号]?(\D.*)?$",
}
_WRITTEN = {MDY: "${3}-${1}-${2}${4}", DMY: "${3}-${2}-${1}${4}", YMD: "${1}-${2}-${3}${4}"}
ORDERS = {YEAR_LAST: (MDY, DMY), SHORT_YEAR: (YMD, DMY, MDY)}


def turned(cells: pl.Series, form: str, order: str) -> pl.Series:
    """Return cells of a form (YEAR_LAST, SHORT_YEAR) as 2024-5-10, the others as they stand."""
    if order not in ORDERS.get(form, ()):
        return cells
    century = "20" if form == SHORT_YEAR else ""
    return cells.str.replace(_FORMS[form], century + _WRITTEN[order])


def is_turned(text: str, form: str, order: str) -> bool:
    """Say whether a text is one that the order is said for."""
    cell = pl.Series([text], dtype=pl.String)
    return bool((turned(cell, form, order) != cell).item())
