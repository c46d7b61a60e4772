"""How our own workbooks are known again: the sample row, the sheet of explanations, word lists."""

from dataclasses import replace

import polars as pl

from zhike.words.sheet import Sheet

SAMPLE = "【示例】"
EXPLAINED = "填写说明"
HIDDEN = "_知客"  # how the names of our own hidden sheets begin
_SHOWN = 5
_LOOKED_AT = 200  # rows from the top: samples stand there


def is_ours(sheet_name: str) -> bool:
    """Say whether a sheet of a workbook is our own aid and holds nobody's data."""
    return sheet_name == EXPLAINED or sheet_name.startswith(HIDDEN)


def without_samples(sheet: Sheet) -> Sheet:
    """Return the sheet without rows that still bear the mark of a sample, and say which.

    One marked cell is enough: who overwrites only part of the sample has not yet made it a record.
    """
    marked = pl.any_horizontal(
        pl.lit(value=False), *(pl.col(head).str.starts_with(SAMPLE) for head in sheet.heads)
    ).fill_null(value=False)
    rows = sheet.frame.head(_LOOKED_AT).filter(marked)["_row"].to_list()
    if not rows:
        return sheet
    named = "、".join(map(str, rows[:_SHOWN])) + ("…" if len(rows) > _SHOWN else "")
    note = f"第 {named} 行是示例，没有导入；要当数据用，请把“{SAMPLE}”几个字去掉"
    kept = sheet.frame.filter(~pl.col("_row").is_in(rows))
    return replace(sheet, frame=kept, notes=(*sheet.notes, note))
