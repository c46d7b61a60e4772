"""Words of a list, however they were written (S3-13)."""

from collections.abc import Mapping, Sequence

import polars as pl

from zhike.clean.cells import PLACEHOLDERS, fold, read_cells
from zhike.clean.cleaned import Cleaned, judged
from zhike.clean.names import simplify

RULE = "S3-13"
_SHOWN = 6  # words named in a reason before it gets too long


def clean_vocabulary(
    column: pl.Series, words: Mapping[str, Sequence[str]], *, keep_unknown: bool = True
) -> Cleaned:
    """Return the standard word of each cell; `words` maps standard words to their synonyms.

    Width, case, blanks and traditional characters don't count. What is not on the list warns, and
    is kept as it was written or, without `keep_unknown`, left empty.
    """
    cells = _cells(column, words)
    every = cells["text"].unique().drop_nulls()
    known = dict(zip(every, _keys(every).replace_strict(_by_key(words), default=None), strict=True))
    found = pl.col("text").replace_strict(known, default=None, return_dtype=pl.String)
    kept = pl.col("raw") if keep_unknown else pl.lit(None, pl.String)
    unknown = pl.col("text").is_not_null() & found.is_null()
    reason = pl.when(unknown).then(pl.format("“{}”不在词表里，" + _offer(words), pl.col("raw")))
    read = cells.with_columns(value=pl.when(unknown).then(kept).otherwise(found), reason=reason)
    return judged(read, rule=RULE, refusal="warn")


def _cells(column: pl.Series, words: Mapping[str, Sequence[str]]) -> pl.DataFrame:
    """Return the cells; a word that elsewhere only fills a gap (待定) counts if the list has it."""
    cells = read_cells(column)
    meant = sorted(set(PLACEHOLDERS) & set(words))
    if not meant:
        return cells
    raw = column.cast(pl.String).str.strip_chars()
    said = pl.lit(raw.is_in(meant).fill_null(value=False))
    return cells.with_columns(
        pl.when(said).then(pl.lit(raw)).otherwise(name).alias(name) for name in ("raw", "text")
    )


def clean_yes_no(column: pl.Series) -> Cleaned:
    """Return yes or no as Boolean, of 是, 否, √, ×, Y, N, 1, 0 and the like."""
    cleaned = clean_vocabulary(column, _YES_NO, keep_unknown=False)
    values = cleaned.values.replace_strict({"是": True, "否": False}, default=None)
    return Cleaned(values.cast(pl.Boolean), cleaned.reasons, cleaned.severity, RULE)


_YES_NO = {
    "是": ("有", "对", "真", "y", "yes", "true", "t", "1", "√", "✓", "✔", "☑"),
    "否": ("无", "没有", "不是", "不", "假", "n", "no", "false", "f", "0", "×", "x", "✗", "✘", "☐"),
}


def _by_key(words: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return {key: standard word}; a standard word's own spelling wins over any synonym."""
    synonyms = [(text, word) for word, texts in words.items() for text in texts]
    written = synonyms + [(word, word) for word in words]
    keys = _keys(pl.Series([text for text, _ in written], dtype=pl.String))
    return dict(zip(keys, (word for _, word in written), strict=True))


def _keys(texts: pl.Series) -> pl.Series:
    name = texts.name
    folded = texts.to_frame().select(fold(pl.col(name)).str.to_lowercase())
    return simplify(folded.to_series()).str.replace_all(r"\s", "")


def _offer(words: Mapping[str, Sequence[str]]) -> str:
    shown = "、".join(list(words)[:_SHOWN])
    return f"可用的有 {shown}{' 等' if len(words) > _SHOWN else ''}".replace("{", "{{")
