"""Cells that a workbook shows other than it keeps them: times, foreign money, failed formulas."""

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

import polars as pl

from zhike.collect.cells import FAILED, Cells
from zhike.collect.sheet_xml import Place, Shown

# A currency that is not the yuan, or a day shown by its weekday alone, which readers take for text.
ODD_FORMATS = re.compile(
    r"(?<!\[)\$(?!-)|\[\$(?!-|¥|￥|RMB|CNY)[^\]-]|\[\$¥-411\]|€|£|₩|USD|EUR|HKD|JPY|GBP|aaaa|AAAA"
)
_LOCALE = re.compile(r"\[\$-[^\]]*\]")
_CURRENCY = re.compile(r"\[\$([^\]-]+)|(US\$|HK\$|NT\$|[$€£₩]|USD|EUR|HKD|JPY|GBP)")
_MOMENT = r"^(\d{4})-(\d\d)-(\d\d)(?: (\d\d):(\d\d):(\d\d)(?:\.\d+)?)?$"
_EARLY = r"^(?:1899-12-|1900-0[12]-|1904-01-01 )"
_NOTHING, _NOTHING_1904 = date(1899, 12, 31), date(1904, 1, 1)  # the day of a bare time
_FIRST = date(1899, 12, 30)
_LAST_SERIAL = 2_958_465


def as_shown(cells: pl.DataFrame, told: Shown, *, left: int) -> tuple[pl.DataFrame, Cells]:
    """Return the cells as people see them, and those whose value the file doesn't have.

    `left` is the sheet's first column. $1,200.00 is $1200, a duration 26:30:00, a weekday its day;
    a formula without a value is told as the formula, an error as itself, and both are lost, as is
    a day before March 1900, which spreadsheets and calendars count differently.
    """
    said: dict[int, dict[int, str]] = defaultdict(dict)
    lost: set[Place] = set()
    for (row, column), formula in told.formulas.items():
        said[column - left][row - 1] = formula
        lost.add((row, column - left))
    for (row, column), code in told.formats.items():
        said[column - left] |= _in_format(cells, row - 1, column - left, code)
    for at in range(cells.width):
        early, uncounted = _early(cells.to_series(at))
        said[at] = early | said[at]
        lost |= {(row + 1, at) for row in uncounted}
        lost |= {(row + 1, at) for row in errors_in(cells.to_series(at))}
    return _written(cells, said), frozenset(lost)


def _written(cells: pl.DataFrame, said: Mapping[int, Mapping[int, str]]) -> pl.DataFrame:
    changed = [
        cells.to_series(at).scatter(list(rows), list(rows.values()))
        for at, rows in said.items()
        if rows and 0 <= at < cells.width and max(rows) < cells.height
    ]
    return cells.with_columns(changed)


def _in_format(cells: pl.DataFrame, row: int, at: int, code: str) -> dict[int, str]:
    """Return a cell with its currency, or as the day whose weekday alone is shown."""
    if not (0 <= at < cells.width and row < cells.height):
        return {}
    text = cells.to_series(at)[row]
    if text is None or not re.fullmatch(r"-?\d+(?:\.\d+)?", text):
        return {}
    currency = _CURRENCY.search(_LOCALE.sub("", code))
    if currency:
        return {row: f"{currency[1] or currency[2]}{text}"}
    serial = int(float(text))
    return {row: (_FIRST + timedelta(days=serial)).isoformat()} if serial < _LAST_SERIAL else {}


def _early(column: pl.Series) -> tuple[dict[int, str], list[int]]:
    """Return times and durations as text, and rows with a day of the first two months of 1900."""
    rows = column.str.contains(_EARLY).fill_null(value=False).arg_true().to_list()
    said, lost = {}, []
    for row in rows:
        found = re.match(_MOMENT, column[row])
        if found is None:
            continue
        day = date(int(found[1]), int(found[2]), int(found[3]))
        days = 0 if day == _NOTHING_1904 else (day - _NOTHING).days
        hour, minute, second = found[4], found[5], found[6]
        if hour is None or (hour, minute, second) == ("00", "00", "00"):
            lost.append(row)
        else:  # some readers count a bare time from the day before
            said[row] = f"{max(days, 0) * 24 + int(hour):02}:{minute}:{second}"
    return said, lost


def errors_in(column: pl.Series) -> list[int]:
    """Return the positions where the text of a formula's error stands."""
    if not column.str.starts_with("#").any():
        return []
    return column.is_in(list(FAILED.values())).fill_null(value=False).arg_true().to_list()
