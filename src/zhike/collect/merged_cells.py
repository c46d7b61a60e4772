"""Merged cells below the head: what people see once stands for every row it covers."""

from collections.abc import Sequence

import polars as pl

from zhike.collect.grid import Range


def filled_down(body: pl.DataFrame, merged: Sequence[Range]) -> tuple[pl.DataFrame, list[str]]:
    """Return the rows with the first cell of a merged range in all rows it covers, and a note.

    Only the range's first column is filled: whatever a wide range says, it doesn't say it of the
    columns beside it.
    """
    rows = {row: at for at, row in enumerate(body["_row"])}
    count = 0
    for first, left, last, _ in merged:
        covered = [rows[row] for row in range(first + 1, last + 1) if row in rows]
        if first in rows and covered and str(left) in body.columns:
            column = body[str(left)]
            body = body.with_columns(column.scatter(covered, column[rows[first]]))
            count += len(covered)
    return body, [f"{count} 个合并单元格按合并区域第一格的值补齐"] if count else []
