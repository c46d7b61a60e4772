"""A sheet for each chart: its table, and the chart drawn by Excel from that table."""

import re
from typing import Any

from zhike.report.document import Chart, Document, Series
from zhike.report.sheets.charts import FIRST_ROW, native_chart
from zhike.report.sheets.look import new_sheet, write_number

_HEADS = FIRST_ROW - 1
_LONGEST_NAME = 31
_NO_SHEET_SIGN = re.compile(r"[\[\]:*?/\\']")


def data_sheets(book: Any, document: Document, styles: dict[str, Any]) -> None:
    """Write the sheets of all charts, numbered as on the first sheet."""
    for number, chart in enumerate(document.charts, 1):
        _data_sheet(book, chart, number, styles)


def sheet_name(chart: Chart, number: int) -> str:
    """Return the name of a chart's sheet: signs Excel refuses in names are left out."""
    return safe_name(f"图{number} {chart.title}")


def safe_name(text: str) -> str:
    """Return a sheet name: without the signs Excel refuses, and not too long."""
    return _NO_SHEET_SIGN.sub(" ", text)[:_LONGEST_NAME].strip()


def _data_sheet(book: Any, chart: Chart, number: int, styles: dict[str, Any]) -> None:
    name = sheet_name(chart, number)
    sheet = new_sheet(book, name)
    sheet.set_column(0, len(chart.columns), 16)
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, chart.title, styles["title"])
    sheet.write_string(1, 0, chart.sentence, styles["grey"])
    sheet.write_string(_HEADS, 0, chart.by, styles["head"])
    for row, label in enumerate(chart.labels, FIRST_ROW):
        said = f"{label}（不满）" if label in chart.partial else label
        sheet.write_string(row, 0, said, styles["text"])
    for column, one in enumerate(chart.columns, 1):
        _column(sheet, column, one, styles)
    sheet.freeze_panes(FIRST_ROW, 1)
    sheet.repeat_rows(_HEADS)
    sheet.insert_chart(_HEADS, 2 + len(chart.columns), native_chart(book, chart, name))


def _column(sheet: Any, column: int, one: Series, styles: dict[str, Any]) -> None:
    head = f"{one.name}({one.unit})" if one.unit else one.name
    sheet.write_string(_HEADS, column, head, styles["head_right"])
    unit = one.name if one.name in styles else one.unit
    for row, value in enumerate(one.values, FIRST_ROW):
        write_number(sheet, (row, column), value, unit, styles)
