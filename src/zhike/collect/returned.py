"""Our own workbook of rows to correct, recognised when it is handed in again, and put back."""

import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

import fastexcel
import polars as pl

from zhike.words.sheet import Sheet

HIDDEN = "_知客更正"
ROW, WHY = "知客·原行", "知客·问题"
OURS = (ROW, WHY)
_NEW = 10_000_000

Places = frozenset[tuple[str, str, int]]  # file, sheet, row


@dataclass(frozen=True, slots=True)
class Returned:
    """What the hidden sheet says: the batch, the installation's mark, and which sheet is which.

    `sheets` gives file and sheet as they were handed over, by the name of the sheet here.
    """

    batch: int
    mark: str
    sheets: dict[str, tuple[str, str]]


def returned(path: Path) -> Returned | None:
    """Return what a workbook says of itself when it is one of ours, else None."""
    if path.suffix.lower() != ".xlsx" or not _is_ours(path):
        return None
    try:
        cells = fastexcel.read_excel(path).load_sheet(HIDDEN, header_row=None, dtypes="string")
        rows = cells.to_polars().fill_null("").rows()
        (_, batch, mark, *_), *told = rows
        names = {row[1]: (row[2], row[3]) for row in told if row[0] == "表"}
        return Returned(int(batch), mark, names)
    except (fastexcel.FastExcelError, ValueError, IndexError):
        return None  # somebody changed what he was not meant to see: then it is a file like others


def _is_ours(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as packed:
            return HIDDEN.encode() in packed.read("xl/workbook.xml")
    except (zipfile.BadZipFile, KeyError, OSError):
        return False


def as_handed_over(sheet: Sheet, said: Returned) -> Sheet | None:
    """Return a sheet of the returned workbook under its first name and row numbers.

    Rows without a number of their own are new: they are numbered far behind all others until they
    are put beside the rest. None for a sheet that was not among ours.
    """
    if sheet.sheet not in said.sheets or ROW not in sheet.heads:
        return None
    file, name = said.sheets[sheet.sheet]
    number = pl.col(ROW).str.strip_chars().cast(pl.Int64, strict=False)
    rows = sheet.frame.with_columns(pl.coalesce(number, pl.col("_row") + _NEW).alias("_row"))
    heads = tuple(head for head in sheet.heads if head not in OURS)
    rows = rows.select("_row", *heads).unique("_row", keep="first", maintain_order=True)
    return replace(sheet, file=file, sheet=name, heads=heads, frame=rows, damaged=frozenset())


def put_back(original: Sheet, corrected: Sheet) -> tuple[Sheet, Places]:
    """Return a sheet as it was handed over, but for the rows that were corrected; and their places.

    A column the corrected rows lack stays as it was; one they bring along is new. New rows stand
    right behind the last there was.
    """
    heads = (*original.heads, *(head for head in corrected.heads if head not in original.heads))
    before = original.frame.with_columns(
        pl.lit(None, pl.String).alias(head) for head in heads if head not in original.heads
    )
    lost = [head for head in heads if head not in corrected.heads]
    rows = _numbered(corrected.frame, original.frame["_row"].max())
    mine = rows.join(before.select("_row", *lost), on="_row", how="left", maintain_order="left")
    rest = before.join(mine, on="_row", how="anti", maintain_order="left")
    frame = pl.concat([rest.select("_row", *heads), mine.select("_row", *heads)]).sort("_row")
    numbers = set(mine["_row"].to_list())
    damaged = frozenset((row, head) for row, head in original.damaged if row not in numbers)
    whole = replace(original, heads=heads, frame=frame, damaged=damaged)
    return whole, frozenset((original.file, original.sheet, row) for row in numbers)


def _numbered(rows: pl.DataFrame, last: object) -> pl.DataFrame:
    """Return corrected rows with the new ones numbered right behind the last row there was."""
    start = last if isinstance(last, int) else 0
    fresh = pl.col("_row") > _NEW
    row = pl.when(fresh).then(start + fresh.cast(pl.Int64).cum_sum()).otherwise("_row")
    return rows.with_columns(row.alias("_row"))
