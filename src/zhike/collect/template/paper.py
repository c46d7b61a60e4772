"""How a sheet comes out of a printer: on A4, as wide as can be read, its rows as high as needed."""

from collections.abc import Sequence
from math import ceil

from xlsxwriter.worksheet import Worksheet

A4 = 9
READABLE = 250  # narrow letters side by side on one sheet of paper
LINE, MOST_LINES = 15, 8  # points; more lines than that are cut


def lay_paper(sheet: Worksheet, widths: Sequence[float], *, keys: int = 0) -> None:
    """Set the paper of a sheet whose columns have these widths.

    Where it has key columns, they and its first row stand on every page.
    """
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(max(1, ceil(sum(widths) / READABLE)), 0)
    sheet.set_footer("&L&A&R第 &P / &N 页")
    if keys:
        sheet.repeat_rows(0)
        sheet.repeat_columns(0, keys - 1)


def height_of(shown: Sequence[tuple[int, float]]) -> float | None:
    """Return how high a row must be for texts of so many letters in columns of such widths.

    None where one line is enough: the program that opens the sheet knows that height itself.
    """
    lines = max((ceil(letters / max(width - 1, 1)) for letters, width in shown), default=1)
    return LINE * min(lines, MOST_LINES) if lines > 1 else None
