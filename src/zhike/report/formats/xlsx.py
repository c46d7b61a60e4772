"""The report as a workbook: the printed table with its charts, data sheets and definitions."""

from pathlib import Path
from typing import Any

import xlsxwriter

from zhike.report.assets import Assets
from zhike.report.document import Document
from zhike.report.sheets.data import data_sheets
from zhike.report.sheets.definitions import definitions_sheet
from zhike.report.sheets.front import front_sheet
from zhike.report.sheets.look import SAFE, styles_of
from zhike.report.sheets.tables import table_sheets


def write(document: Document, path: Path, assets: Assets) -> None:
    """Write the workbook; text is never read as a formula, whatever it begins with."""
    del assets
    with xlsxwriter.Workbook(str(path), SAFE) as book:
        book.set_properties({"title": document.title, "comments": str(document.stamp)})
        styles: dict[str, Any] = styles_of(book)
        front_sheet(book, document, styles)
        table_sheets(book, document, styles)
        data_sheets(book, document, styles)
        definitions_sheet(book, document, styles)
