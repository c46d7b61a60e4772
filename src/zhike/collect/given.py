"""Rows given as words by head, not read from a file: a hand-in, a call over HTTP."""

from collections.abc import Mapping, Sequence

import polars as pl

from zhike.words.sheet import Sheet


def sheet_of(rows: Sequence[Mapping[str, str | None]], *, file: str, sheet: str = "") -> Sheet:
    """Return the rows as a sheet: its heads are every key that occurs, its rows count from 1.

    A key a row lacks is an empty cell. `file` and `sheet` name the place its values came from.
    """
    heads = tuple(dict.fromkeys(head for row in rows for head in row))
    cells = {head: [row.get(head) or None for row in rows] for head in heads}
    texts = pl.DataFrame(cells, schema=dict.fromkeys(heads, pl.String))
    numbers = pl.Series("_row", range(1, len(rows) + 1), dtype=pl.Int64)
    return Sheet(file, sheet, heads, texts.insert_column(0, numbers))
