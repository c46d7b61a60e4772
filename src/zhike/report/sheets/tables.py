"""A sheet for each table of words, with all its lines: the PDF and the picture cut them."""

from collections.abc import Sequence
from typing import Any

from zhike.report.document import Document
from zhike.report.sheets.data import safe_name
from zhike.report.sheets.look import across, new_sheet, write_number
from zhike.report.tables import Column, Table

_HEADS, _FIRST = 3, 4
_WIDEST, _NAMES, _NUMBERS = 44, 36, 13  # of long words, of other words, of figures
_AROUND = 4  # the arrow of the filter and the margins of a cell
_LINE_PT = 14


def table_sheets(book: Any, document: Document, styles: dict[str, Any]) -> None:
    """Write the sheets of all tables, in their order."""
    for number, table in enumerate(document.tables, 1):
        _table_sheet(book, table, safe_name(f"表{number} {table.title}"), styles)


def _table_sheet(book: Any, table: Table, name: str, styles: dict[str, Any]) -> None:
    sheet = new_sheet(book, name)
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, table.title, styles["title"])
    sheet.write_string(1, 0, table.sentence, styles["grey"])
    widths = column_widths(table)
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, widths[at])
        style = styles["head_right" if column.is_number else "head_words"]
        sheet.write_string(_HEADS, at, column.head, style)
    for row, line in enumerate(table.lines, _FIRST):
        sheet.set_row(row, _LINE_PT * lines_of(table.columns, line.cells, widths) + 2)
        for at, (column, value) in enumerate(zip(table.columns, line.cells, strict=True)):
            _cell(sheet, (row, at), column, value, styles)
    sheet.freeze_panes(_FIRST, min(table.names, len(table.columns)))
    sheet.repeat_rows(_HEADS)
    if table.lines:
        sheet.autofilter(_HEADS, 0, _FIRST + len(table.lines) - 1, len(table.columns) - 1)


def column_widths(table: Table) -> list[int]:
    """Return how wide each column is: as its widest words, up to what is left of a page."""
    return [_width(column, at, table) for at, column in enumerate(table.columns)]


def _width(column: Column, at: int, table: Table) -> int:
    head = across(column.head) + _AROUND
    if column.is_number:
        return max(head, _NUMBERS)
    said = (across(column.shown(line.cells[at])) for line in table.lines)
    widest = max(said, default=0) + _AROUND
    return max(head, min(widest, _WIDEST if column.is_long else _NAMES))


def lines_of(columns: Sequence[Column], cells: Sequence[Any], widths: Sequence[int]) -> int:
    """Return how many lines of text a row takes, where words go on below each other."""
    return max(
        1 if column.is_number else -(-across(column.shown(value)) // (width - 1))
        for column, value, width in zip(columns, cells, widths, strict=True)
    )


def _cell(
    sheet: Any, place: tuple[int, int], column: Column, value: Any, styles: dict[str, Any]
) -> None:
    if column.is_number:
        write_number(sheet, place, value, column.unit, styles)
    else:
        sheet.write_string(*place, column.shown(value), styles["words"])
