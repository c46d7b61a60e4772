"""A workbook of a few sheets, with title rows, merged heads and cells of every type."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from zhike.sample.workbooks.cells import Cell

Row = list[Cell]
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False}


@dataclass(slots=True)
class Page:
    """One sheet: its title lines, a row of groups over the heads where there is one, the rows."""

    name: str
    heads: Sequence[str]
    rows: list[Row]
    titles: Sequence[str] = ()
    groups: Sequence[tuple[str, int]] = field(default=())  # words, how many columns they span


def write_book(path: Path, pages: Sequence[Page]) -> Path:
    """Write a workbook and return where it lies."""
    with xlsxwriter.Workbook(path, _OPTIONS) as book:
        forms = {
            "title": book.add_format({"bold": True, "align": "center", "font_size": 14}),
            "head": book.add_format({"bold": True, "bg_color": "#D9E2F3", "border": 1}),
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        for page in pages:
            _write_page(book.add_worksheet(page.name), page, forms)
    return path


def _write_page(sheet: Any, page: Page, forms: dict[str, Any]) -> None:
    last = len(page.heads) - 1
    for at, title in enumerate(page.titles):
        sheet.merge_range(at, 0, at, last, title, forms["title"])
    top = len(page.titles)
    if page.groups:
        column = 0
        for words, many in page.groups:
            sheet.merge_range(top, column, top, column + many - 1, words, forms["head"])
            column += many
        top += 1
    for column, head in enumerate(page.heads):
        sheet.write_string(top, column, head, forms["head"])
    for at, row in enumerate(page.rows, top + 1):
        for column, cell in enumerate(row):
            _write_cell(sheet, at, column, cell, forms["day"])
    sheet.set_column(0, last, 15)
    sheet.freeze_panes(top + 1, 0)


def _write_cell(sheet: Any, row: int, column: int, cell: Cell, day: Any) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, str):
        sheet.write_string(row, column, cell)
    elif isinstance(cell, date):
        sheet.write_number(row, column, (cell - date(1899, 12, 30)).days, day)
    else:
        sheet.write_number(row, column, cell)
