"""Corrected cells and meant words put into a sheet, before anything is read as a field."""

from dataclasses import replace

import polars as pl

from zhike.collect.orders import ORDERS, turned
from zhike.words.mending import MeantWord, MendedCell, Mending
from zhike.words.sheet import Mapping, Sheet


def mended(sheet: Sheet, mapping: Mapping, mending: Mending) -> Sheet:
    """Return the sheet as people corrected it (S3-44); the sheet handed over stays as it is.

    A word is meant in every cell of its field that says it, but for blanks at the ends, or, said of
    any, an order of days in every cell that is written so; a cell corrected by itself wins over its
    word. What a corrected cell had lost no longer matters.
    """
    frame = sheet.frame
    for head, path in mapping.heads().items():
        words = [word for word in mending.words if word.path == path]
        if words and head in sheet.heads:
            frame = frame.with_columns(_meant(frame[head], words))
    cells = [cell for cell in mending.cells if _is_of(cell, sheet)]
    for head in dict.fromkeys(cell.head for cell in cells):
        frame = frame.with_columns(_corrected(frame, head, cells))
    places = {(cell.row, cell.head) for cell in cells}
    return replace(sheet, frame=frame, damaged=sheet.damaged - places)


def _is_of(cell: MendedCell, sheet: Sheet) -> bool:
    return (cell.file, cell.sheet) == (sheet.file, sheet.sheet) and cell.head in sheet.heads


def _meant(cells: pl.Series, words: list[MeantWord]) -> pl.Series:
    meant = {word.raw: word.meant or None for word in words if word.raw not in ORDERS}
    for word in words:
        cells = turned(cells, word.raw, word.meant)
    if not meant:
        return cells
    said = cells.str.strip_chars()
    changed = said.replace_strict(
        list(meant), pl.Series(list(meant.values()), dtype=pl.String), default=None
    )
    return cells.zip_with(~said.is_in(list(meant)).fill_null(value=False), changed)


def _corrected(frame: pl.DataFrame, head: str, cells: list[MendedCell]) -> pl.Series:
    texts = {cell.row: cell.text or None for cell in cells if cell.head == head}
    here = pl.DataFrame(
        {"_row": list(texts), "_text": list(texts.values())},
        schema={"_row": pl.Int64, "_text": pl.String},
    )
    beside = frame.select("_row", head).join(
        here.with_columns(_said=pl.lit(value=True)), on="_row", how="left", maintain_order="left"
    )
    return beside.select(pl.when("_said").then("_text").otherwise(head).alias(head)).to_series()
