"""Cells that hold one number with a check digit, however it is written: 税号：9131 0115 MA1K…"""

import re

import polars as pl

from zhike.clean.cells import fold_figures, read_cells
from zhike.clean.wrapped import restored, unwrapped

_PLAIN = "^(?:[0-9A-Z]{18}|[0-9A-Z]{9})$"
_NUMBER = r"\.0+$"  # 123456789.0 was once a number
_BETWEEN = r"[ _‐‑‒–—―−·/.,-]|^[='’‘`\"“]+|['’\"”]+$"
_LONG = re.compile("(?<![0-9A-Z])([0-9A-Z]{18})(?![0-9A-Z])")
_SHORT = re.compile("(?<![0-9A-Z])([0-9A-Z]{9})(?![0-9A-Z])")
_HYPHENED = re.compile("(?<![0-9A-Z])([0-9A-Z]{8}) ?[-‐‑–—−] ?([0-9X])(?![0-9A-Z])")
_IN_POWERS = re.compile(r"^[0-9.]+E\+?[0-9]+$")
_DIGITS = re.compile("[0-9]")
_FEWEST = 1
_DOUBT = re.compile("错|误|作废|失效|无效|待|原|假|不|吊销|注销|疑|或|和|及|[旧舊](?![证版])")


def code_cells(column: pl.Series) -> pl.DataFrame:
    """Return `raw`, and `text`: the number alone, in capitals and without what stands around it.

    What checks itself needs no list of labels: any words before and behind it go, but for those
    that cast doubt on it, and for a second number.
    """
    cells = read_cells(column, folded=fold_figures).with_columns(pl.col("text").str.to_uppercase())
    odd = (~cells["text"].str.contains(_PLAIN)).fill_null(value=False).arg_true()
    if not len(odd):
        return cells
    plain = (unwrapped(restored(text)) for text in cells["text"].gather(odd).to_list())
    alone = pl.Series([_alone(text) for text in plain], dtype=pl.String)
    return cells.with_columns(cells["text"].scatter(odd, alone))


def _alone(text: str) -> str:
    """Return the only number of a cell, else the cell without what stands between."""
    squeezed = re.sub(_BETWEEN, "", re.sub(_NUMBER, "", text))
    if _DOUBT.search(text) or _IN_POWERS.search(text):
        return squeezed
    ways = ((_LONG, text), (_LONG, squeezed), (_HYPHENED, text), (_SHORT, text), (_SHORT, squeezed))
    for pattern, told in ways:
        found = ["".join(parts) for parts in pattern.findall(told)]
        likely = [number for number in found if len(_DIGITS.findall(number)) >= _FEWEST]
        if likely:
            return likely[0] if len(likely) == 1 else squeezed
    return squeezed
