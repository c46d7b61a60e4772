"""Cells that hold one number with a check digit, however it is written: 税号：9131 0115 MA1K…"""

import polars as pl

from zhike.clean.cells import read_cells
from zhike.clean.wrapped import unwrapped

_PLAIN = "^(?:[0-9A-Z]{18}|[0-9A-Z]{9})$"
_NUMBER = r"\.0+$"  # 123456789.0 was once a number
_BETWEEN = r"[ _‐‑‒–—―−·/.,-]|^[='’‘`\"“]+|['’\"”]+$"
_IN_LETTERS = (
    "(?:USCC|USCI|TAX|TIN|UNIFIED|SOCIAL|CREDIT|IDENTIFIER|IDENTITY|IDENTIFICATION|ID|CARD|ORGANI[SZ]ATION"
    "|ORG|CODE|NUMBER|NO)"
)
_LABEL = rf"^(?:[\p{{Han}}():：;#№'\"|•\[\]【】]|{_IN_LETTERS})+"
_BEHIND = r"[\p{Han}():：;#№'\"|•!\[\]【】]+$"
_DOUBT = "错|误|作废|失效|无效|待|旧|原|假|不|吊销|注销|疑|或|和|及"


def code_cells(column: pl.Series) -> pl.DataFrame:
    """Return `raw`, and `text`: the number alone, in capitals and without what stands around it.

    What checks itself needs no list of labels: any words before and behind it go, but for those
    that cast doubt on it.
    """
    cells = read_cells(column).with_columns(pl.col("text").str.to_uppercase())
    odd = (~cells["text"].str.contains(_PLAIN)).fill_null(value=False).arg_true()
    if not len(odd):
        return cells
    plain = cells["text"].gather(odd).to_frame().select(_bare(pl.col("text"))).to_series()
    return cells.with_columns(cells["text"].scatter(odd, plain))


def _bare(text: pl.Expr) -> pl.Expr:
    squeezed = unwrapped(text).str.replace(_NUMBER, "").str.replace_all(_BETWEEN, "")
    alone = squeezed.str.replace(_LABEL, "").str.replace(_BEHIND, "")
    return pl.when(squeezed.str.contains(_DOUBT)).then(squeezed).otherwise(alone)
