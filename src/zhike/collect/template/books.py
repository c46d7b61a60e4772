"""Whole workbooks: a table to fill in, several linked ones, or a table full of rows."""

import io
from collections.abc import Sequence

from xlsxwriter.workbook import Workbook

from zhike.collect.template.explain import explain_sheet
from zhike.collect.template.marks import EXPLAINED
from zhike.collect.template.sheets import Cell, Shapes, Words, lay_sheet
from zhike.playbook.playbook import Playbook
from zhike.playbook.printed import Print

TOGETHER = ("客户", "联系人", "跟进", "订单", "订单明细")
TOGETHER_NAME = "客户、联系人、跟进和订单"
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def empty_book(
    tables: Sequence[Print], *, playbook: Playbook, people: Sequence[str], title: str
) -> bytes:
    """Return a workbook to fill in, a sheet a table, with checks, notes, a sample row each.

    `people` are the names a 跟进人 may be chosen from. Sheets of one book are linked by 客户编号.
    """
    return _book(tables, playbook, people, title, None, "")


def full_book(
    one: Print,
    rows: Sequence[Sequence[Cell]],
    *,
    playbook: Playbook,
    people: Sequence[str],
    told: str = "",
) -> bytes:
    """Return a workbook with the rows of a table; `told` says what they are and when."""
    return _book((one,), playbook, people, one.title, rows, told)


def _book(
    tables: Sequence[Print],
    playbook: Playbook,
    people: Sequence[str],
    title: str,
    rows: Sequence[Sequence[Cell]] | None,
    told: str,
) -> bytes:
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        shapes = Shapes(book)
        sheets = [book.add_worksheet(sheet_name(one)) for one in tables]
        about = book.add_worksheet(EXPLAINED)
        words = Words(book, people)
        for sheet, one in zip(sheets, tables, strict=True):
            lay_sheet(sheet, one, shapes=shapes, words=words, playbook=playbook, rows=rows)
        explain_sheet(about, tables, shapes=shapes, playbook=playbook, title=title, told=told)
        sheets[0].activate()
    return out.getvalue()


def sheet_name(one: Print) -> str:
    """Return what a table's sheet is called: 31 letters at most, no brackets or slashes."""
    return one.title.translate(_FORBIDDEN)[:31]
