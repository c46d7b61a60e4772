"""A sheet for each table of words, with all its lines: the PDF and the picture cut them."""

from typing import Any

from zhike.report.document import Document
from zhike.report.sheets.data import safe_name
from zhike.report.sheets.look import new_sheet, write_number
from zhike.report.tables import Column, Table

_HEADS, _FIRST = 3, 4
_WIDE, _SHORT = 44, 15


def table_sheets(book: Any, document: Document, styles: dict[str, Any]) -> None:
    """Write the sheets of all tables, in their order."""
    for number, table in enumerate(document.tables, 1):
        _table_sheet(book, table, safe_name(f"表{number} {table.title}"), styles)


def _table_sheet(book: Any, table: Table, name: str, styles: dict[str, Any]) -> None:
    sheet = new_sheet(book, name)
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, table.title, styles["title"])
    sheet.write_string(1, 0, table.sentence, styles["grey"])
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, _WIDE if column.is_long else _SHORT)
        style = styles["head_right" if column.is_number else "head"]
        sheet.write_string(_HEADS, at, column.head, style)
    for row, line in enumerate(table.lines, _FIRST):
        for at, (column, value) in enumerate(zip(table.columns, line.cells, strict=True)):
            _cell(sheet, (row, at), column, value, styles)
    sheet.freeze_panes(_FIRST, min(table.names, len(table.columns)))
    sheet.repeat_rows(_HEADS)
    if table.lines:
        sheet.autofilter(_HEADS, 0, _FIRST + len(table.lines) - 1, len(table.columns) - 1)


def _cell(
    sheet: Any, place: tuple[int, int], column: Column, value: Any, styles: dict[str, Any]
) -> None:
    if column.is_number:
        write_number(sheet, place, value, column.unit, styles)
    else:
        sheet.write_string(*place, column.shown(value), styles["text"])
