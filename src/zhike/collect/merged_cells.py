"""Merged cells below the head: what people see once stands for every row it covers."""

from collections import defaultdict
from collections.abc import Sequence

import polars as pl

from zhike.collect.grid import Range


def filled_down(body: pl.DataFrame, merged: Sequence[Range]) -> tuple[pl.DataFrame, list[str]]:
    """Return the rows with the first cell of a merged range in all rows it covers, and a note.

    Only the range's first column is filled: whatever a wide range says, it doesn't say it of the
    columns beside it.
    """
    rows = {row: at for at, row in enumerate(body["_row"])} if merged else {}
    copied: dict[str, dict[int, int]] = defaultdict(dict)  # column → {covered row: first row}
    for first, left, last, _ in merged:
        covered = (rows[row] for row in range(first + 1, last + 1) if row in rows)
        if first in rows and str(left) in body.columns:
            copied[str(left)] |= dict.fromkeys(covered, rows[first])
    filled = [
        body[column].scatter(list(told), body[column].gather(list(told.values())))
        for column, told in copied.items()
        if told
    ]
    count = sum(map(len, copied.values()))
    body = body.with_columns(filled)
    return body, [f"{count} 个合并单元格按合并区域第一格的值补齐"] if count else []
