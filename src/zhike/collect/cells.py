"""The cells of a workbook's sheet as text, and those whose value the file itself has lost."""

import re
from collections import defaultdict

import fastexcel
import polars as pl

Cells = frozenset[tuple[int, int]]  # (row as the sheet counts, position of the column)

_LONG_NUMBER = r"^\d{16,}$"
FAILED = {
    "Div0": "#DIV/0!",
    "NA": "#N/A",
    "Name": "#NAME?",
    "Null": "#NULL!",
    "Num": "#NUM!",
    "Ref": "#REF!",
    "Value": "#VALUE!",
}


def cells_of(sheet: fastexcel.ExcelSheet) -> tuple[pl.DataFrame, Cells]:
    """Return every cell as the sheet shows it, and the cells of formulas that failed."""
    batch, errors = sheet.to_arrow_with_errors()
    cells = pl.DataFrame(batch)
    failed: dict[int, dict[int, str]] = defaultdict(dict)
    for error in errors.errors if errors else ():
        row, at = error.offset_position
        kind = re.search(r"Error\((\w+)\)", error.detail)
        failed[at][row] = FAILED.get(kind[1] if kind else "", "#ERROR!")
    for at, said in failed.items():
        column = cells.to_series(at).scatter(list(said), list(said.values()))
        cells = cells.with_columns(column)
    places = frozenset((row + 1, at) for at, said in failed.items() for row in said)
    return _plain_dates(cells), places


def long_numbers(
    book: fastexcel.ExcelReader, sheet: fastexcel.ExcelSheet, cells: pl.DataFrame
) -> Cells:
    """Return the cells that are numbers of 16 digits or more: their last digits are lost."""
    found: set[tuple[int, int]] = set()
    for at, column in enumerate(cells):
        # A number is stored as a double, so only what a double holds exactly can have been one.
        long = column.filter(column.str.contains(_LONG_NUMBER).fill_null(value=False))
        if not any(int(float(digits)) == int(digits) for digits in long):
            continue
        position = sheet.selected_columns[at].absolute_index
        typed = book.load_sheet(
            sheet.name,
            header_row=None,
            skip_rows=0,
            use_columns=[position],
            dtypes={position: "boolean"},  # numbers become true, texts stay empty
        ).to_polars()
        lost = typed.to_series().fill_null(value=False) & column.str.contains(_LONG_NUMBER)
        found |= {(row + 1, at) for row in lost.arg_true().to_list()}
    return frozenset(found)


def _plain_dates(cells: pl.DataFrame) -> pl.DataFrame:
    """Return date cells as the sheet shows them, without midnight."""
    return cells.with_columns(
        column.str.replace(r"^(\d{4}-\d\d-\d\d) 00:00:00$", "$1")
        for column in cells
        if column.str.ends_with(" 00:00:00").any()
    )
