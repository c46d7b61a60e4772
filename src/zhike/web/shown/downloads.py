"""Tables as files people open in Excel, where no cell is ever taken for a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

import xlsxwriter
from django.http import HttpResponse

Cell = str | float

_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
WIDEST = 40


def download(
    name: str, kind: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> HttpResponse:
    """Answer with a table as an xlsx or csv file of this name (without its ending)."""
    body = _workbook(name, heads, rows) if kind == "xlsx" else _csv(heads, rows)
    return as_file(f"{name}.{kind}", body, content_type=_TYPES[kind])


def as_file(name: str, body: bytes, *, content_type: str = _TYPES["xlsx"]) -> HttpResponse:
    """Answer with a file to keep, its Chinese name understood by every browser."""
    answer = HttpResponse(body, content_type=content_type)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return answer


def safe(cell: Cell) -> Cell:
    """Return a csv cell that Excel shows as the text it is instead of running it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_DANGEROUS) else cell


def sheet_name(name: str) -> str:
    """Return a name Excel takes for a sheet: none of its own signs, at most 31 letters."""
    return re.sub(r"[\[\]:*?/\\]", " ", name)[:31].strip("' ") or "1"


def _csv(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([safe(head) for head in heads])
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _workbook(name: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    out = io.BytesIO()
    options = {
        "in_memory": True, "constant_memory": True,
        "strings_to_formulas": False, "strings_to_urls": False,
    }  # fmt: skip
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(sheet_name(name))
        sheet.freeze_panes(1, 1)
        bold = book.add_format({"bold": True, "bg_color": "#EEF2F2", "bottom": 1})
        sheet.set_column(0, max(0, len(heads) - 1), 16)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, bold)
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                write = sheet.write_string if isinstance(cell, str) else sheet.write_number
                write(number, column, cell)
    return out.getvalue()
