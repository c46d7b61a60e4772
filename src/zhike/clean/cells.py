"""Cells as people type them: full-width forms, stray blanks and words that mean nothing."""

from collections.abc import Callable

import polars as pl

Folding = Callable[[pl.Expr], pl.Expr]

# What stands in a cell that nobody filled (S3-11 counts them as empty); all in folded lower case.
PLACEHOLDERS = (
    *("", "-", "--", "---", "—", "——", "–", "−", "_", "/", "//", "\\", ".", "..", "...", "*", "?"),
    *("n/a", "#n/a", "na", "nil", "nan", "null", "none", "(null)", "(空)", "(空白)"),
    *("无", "暂无", "没有", "空", "未知", "不详", "未填", "未填写", "待补充", "待定", "待填"),
)


# Marks without width: of byte order, of direction, of where a word may break.
INVISIBLE = r"[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
_CIRCLED = "①-⒛⓪❶-❿➀-➓"
_COUNTED = f"^[ \u3000]*[{_CIRCLED}][ .、:：]*([^ {_CIRCLED}])"


def fold(text: pl.Expr) -> pl.Expr:
    """Return text in half-width form (NFKC), without invisible marks and needless blanks."""
    plain = text.str.normalize("NFKC").str.replace_all(INVISIBLE, "")
    return plain.str.replace_all(r"\s+", " ").str.strip_chars()


def fold_figures(text: pl.Expr) -> pl.Expr:
    """Return text folded where ① only counts it in a list: in half width it would be a digit."""
    spelled = text.str.contains(f"^[{_CIRCLED}]{{7,}}$")
    marked = text.str.replace(_COUNTED, "$1").str.replace_all(f"[{_CIRCLED}]", "•")
    return fold(pl.when(spelled).then(text).otherwise(marked))


# Letters, digits and common characters without a blank: folding leaves such a cell as it is.
_PLAIN = r"^[!-~\u3400-\u9fff]+$"
_LONGEST = max(len(word.encode()) for word in PLACEHOLDERS)


def _where_odd(column: pl.Series, changed: Folding) -> pl.Series:
    """Return the cells changed; only those are touched that can change."""
    rows = (~column.str.contains(_PLAIN)).fill_null(value=False).arg_true()
    if not len(rows):
        return column
    odd = column.gather(rows).to_frame().select(changed(pl.first())).to_series()
    return column.clone().scatter(rows, odd)


def half_width(column: pl.Series) -> pl.Series:
    """Return texts in half width (NFKC)."""
    return _where_odd(column, lambda text: text.str.normalize("NFKC"))


def is_placeholder(text: pl.Expr) -> pl.Expr:
    """Say whether folded text only fills a gap, e.g. -, /, 无, 暂无, N/A."""
    return text.str.to_lowercase().is_in(PLACEHOLDERS)


def read_cells(column: pl.Series, *, folded: Folding = fold) -> pl.DataFrame:
    """Return the columns `raw` and `text` of a column of any type.

    `raw` is the cell as text without blanks at its ends; `text` is `folded`. Both are null where
    the cell is empty or holds a placeholder.
    """
    raw = column.cast(pl.String).rename("raw").str.strip_chars()
    cells = pl.DataFrame([raw, _where_odd(raw, folded).rename("text")])
    short = cells["text"].str.len_bytes() <= _LONGEST
    rows = short.arg_true()
    gaps = cells.select(is_placeholder(pl.col("text").gather(rows))).to_series()
    if not gaps.any():
        return cells
    empty = rows.filter(gaps)
    return cells.select(values.scatter(empty, None) for values in cells)


def is_filled(column: pl.Series) -> pl.Series:
    """Say for each cell whether it holds something (S3-11)."""
    return read_cells(column)["text"].is_not_null()
