"""The rows of an intake that have problems, as a workbook to correct and hand in again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

from zhike.collect.returned import HIDDEN, ROW, WHY
from zhike.words.sheet import Sheet

_SAFE = {
    "constant_memory": False, "strings_to_formulas": False, "strings_to_numbers": False,
    "strings_to_urls": False,
}  # fmt: skip
_REJECT, _WARN, _GREY = "#F8CBAD", "#FFF2CC", "#8A8F98"
_MOST_COMMENTS = 20_000  # more make a workbook slow to open; the reasons stand in a column too
_NAME_LETTERS, _WIDE, _NARROW = 31, 48, 14
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


@dataclass(frozen=True, slots=True)
class Marked:
    """One sheet to correct: the rows to write, its problems (file, sheet, row, column, message)."""

    sheet: Sheet
    problems: pl.DataFrame
    mapping: Mapping[str, str]  # head → field path


def write_errors(path: Path, sheets: Sequence[Marked], *, batch: int, mark: str) -> None:
    """Write a workbook of the rows, the cells in question marked and each with its reason.

    The first column is the row's number in what was handed over, the last says all that is wrong
    with it; a hidden sheet says which batch this is. All cells are text, so that codes stay whole.
    """
    with xlsxwriter.Workbook(str(path), _SAFE) as book:
        names = _names([marked.sheet for marked in sheets])
        comments = 0
        for name, marked in zip(names, sheets, strict=True):
            comments = _write_sheet(book, name, marked, comments)
        _write_hidden(book, list(zip(names, sheets, strict=True)), batch, mark)


def _names(sheets: Sequence[Sheet]) -> list[str]:
    """Return a name a workbook takes for each sheet: its own, a file's, never one twice."""
    names: list[str] = []
    for sheet in sheets:
        plain = (sheet.sheet or Path(sheet.file).stem).translate(_FORBIDDEN).strip("' ") or "表"
        name, number = plain[:_NAME_LETTERS], 1
        while name.lower() in [one.lower() for one in names]:
            number += 1
            name = f"{plain[: _NAME_LETTERS - 3]} {number}"
        names.append(name)
    return names


def _write_sheet(book: Any, name: str, marked: Marked, comments: int) -> int:
    """Write one sheet; returns how many comments the workbook has by now."""
    page, looks = book.add_worksheet(name), _looks(book)
    heads = (ROW, *marked.sheet.heads, WHY)
    for at, head in enumerate(heads):
        page.write_string(0, at, head, looks["ours" if head in (ROW, WHY) else "head"])
    _shape(page, marked.sheet, looks)
    troubles = _troubles(marked.problems)
    for line, row in enumerate(marked.sheet.frame.iter_rows(), start=1):
        here = troubles.get(row[0], {})
        page.write_number(line, 0, row[0], looks["grey"])
        for at, (head, text) in enumerate(zip(marked.sheet.heads, row[1:], strict=True), start=1):
            trouble = here.get(head)
            look = looks["text"] if trouble is None else looks[trouble[0]]
            if text is None:
                page.write_blank(line, at, None, look)
            else:
                page.write_string(line, at, text, look)
            if trouble is not None and comments < _MOST_COMMENTS:
                page.write_comment(line, at, trouble[1], {"x_scale": 2})
                comments += 1
        page.write_string(line, len(heads) - 1, _all_said(here), looks["why"])
    return comments


def _looks(book: Any) -> dict[str, Any]:
    text = {"num_format": "@", "valign": "top"}
    return {
        "head": book.add_format({"bold": True, "bottom": 1}),
        "ours": book.add_format({"bold": True, "bottom": 1, "font_color": _GREY}),
        "grey": book.add_format({"font_color": _GREY, "valign": "top"}),
        "text": book.add_format(text),
        "why": book.add_format({**text, "text_wrap": True, "font_color": "#9C2B1F"}),
        "reject": book.add_format({**text, "bg_color": _REJECT}),
        "warn": book.add_format({**text, "bg_color": _WARN}),
    }


def _shape(page: Any, sheet: Sheet, looks: Mapping[str, Any]) -> None:
    last = len(sheet.heads) + 1
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, max(sheet.frame.height, 1), last)
    page.set_column(0, 0, 8)
    page.set_column(1, last - 1, _NARROW, looks["text"])
    page.set_column(last, last, _WIDE)


def _troubles(problems: pl.DataFrame) -> dict[int, dict[str, tuple[str, str]]]:
    """Return what is wrong by row and head: how bad, and all sentences; "" is the whole row."""
    found: dict[int, dict[str, tuple[str, str]]] = {}
    for row, head, severity, message in problems.select(
        "row", "column", "severity", "message"
    ).iter_rows():
        cells = found.setdefault(row, {})
        before = cells.get(head)
        said = message if before is None else f"{before[1]}；{message}"
        worst = severity if before is None or severity == "reject" else before[0]
        cells[head] = (worst, said)
    return found


def _all_said(here: Mapping[str, tuple[str, str]]) -> str:
    return "\n".join(f"{head}：{said}" if head else said for head, (_, said) in here.items())


def _write_hidden(book: Any, named: Sequence[tuple[str, Marked]], batch: int, mark: str) -> None:
    """Write the sheet by which this workbook is known again."""
    page = book.add_worksheet(HIDDEN)
    page.hide()
    rows: list[tuple[str, ...]] = [("知客", str(batch), mark)]
    rows += [("表", name, one.sheet.file, one.sheet.sheet) for name, one in named]
    rows += [
        ("列", name, head, path)
        for name, one in named
        for head, path in one.mapping.items()
        if path
    ]
    for line, row in enumerate(rows):
        for at, text in enumerate(row):
            page.write_string(line, at, text)
