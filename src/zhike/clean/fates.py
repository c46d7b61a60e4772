"""What becomes of each row: new, changed, same, or a question to a person."""

from collections.abc import Sequence

import polars as pl

from zhike.clean.beside_kept import beside_kept
from zhike.clean.no_firm import says_no_firm
from zhike.clean.writing import Held

_OF_KEPT = ("_id", "_mine", "_merged", "_aside", "_raised_from")


def fates(
    rows: pl.DataFrame,
    known: pl.DataFrame,
    *,
    masked: Sequence[str] = (),
    held: Sequence[Held] = (),
) -> pl.DataFrame:
    """Return the rows with `_fate`, `_known_id` and `_why` (the reason where unclear).

    `known` has `_identity`, `_id`, `_mine` and what is kept now. Only columns the rows have are
    compared; an empty cell never erases, and what may not be written (`beside_kept`) is null
    afterwards.
    """
    fields = [name for name in rows.columns if not name.startswith("_")]
    joined = beside_kept(rows, known, masked=masked, held=held)
    settled = joined.with_columns(*_fate_and_why(joined, fields), _known_id=pl.col("_id"))
    return settled.drop(*(n for n in settled.columns if n.endswith("?")), *_OF_KEPT)


def _fate_and_why(joined: pl.DataFrame, fields: list[str]) -> tuple[pl.Expr, pl.Expr]:
    """Return `_fate` and `_why` of rows beside what is kept of them.

    An identity met again (a key within a file, or another sheet that holds the same) is `same` when
    equal, else `unclear`; so are rows that keys of people's own choice leave open (`_ask`,
    `_unmatched`).
    """
    changed = _differ(joined, fields, "?")
    again, equal = _repeats(joined, fields)
    why = _why(joined, changed, repeated=again & ~equal)
    fate = (
        pl.when(again & equal).then(pl.lit("same"))
        .when(why.is_not_null()).then(pl.lit("unclear"))
        .when(pl.col("_id").is_null()).then(pl.lit("new"))
        .when(changed).then(pl.lit("changed"))
        .otherwise(pl.lit("same"))
    )  # fmt: skip
    return fate.alias("_fate"), why.alias("_why")


def _why(joined: pl.DataFrame, changed: pl.Expr, *, repeated: pl.Expr) -> pl.Expr:
    """Return the first reason for which a person has to say what a row is, null where none."""
    is_kept, asked = pl.col("_id").is_not_null(), _column(joined, "_ask", pl.String)
    unmatched = _column(joined, "_unmatched", pl.Boolean).fill_null(value=False)
    return (
        pl.when(repeated).then(pl.lit("repeated"))
        .when(is_kept & ~pl.col("_mine")).then(pl.lit("foreign"))
        .when(pl.col("_merged").fill_null(value=False) & changed).then(pl.lit("merged"))
        .when(pl.col("_aside").fill_null(value=False) & changed).then(pl.lit("aside"))
        .when(_is_vague(joined, is_kept & changed)).then(pl.lit("vague"))
        .when(asked.is_not_null()).then(asked)
        .when(is_kept & unmatched).then(pl.lit("taken"))
    )  # fmt: skip


def _is_vague(rows: pl.DataFrame, asked: pl.Expr) -> pl.Expr:
    """Say of customers without a key that are `asked` whether their name names nobody: 王总.

    No other name is looked at: that costs more than all else here.
    """
    if "name" not in rows.columns:
        return pl.lit(value=False)
    keyless = asked & pl.col("_identity").str.starts_with("名称:")
    return says_no_firm(pl.when(keyless).then("name")).fill_null(value=False)


def _column(rows: pl.DataFrame, name: str, kind: type[pl.DataType]) -> pl.Expr:
    return pl.col(name) if name in rows.columns else pl.lit(None, dtype=kind)


def _differ(rows: pl.DataFrame, fields: Sequence[str], mark: str) -> pl.Expr:
    """Say whether a field is filled and another than the column with its name and a mark."""
    others = [
        (pl.col(name), pl.col(f"{name}{mark}"))
        for name in fields
        if f"{name}{mark}" in rows.columns
    ]
    told = (one.is_not_null() & one.ne_missing(other) for one, other in others)
    return pl.any_horizontal([pl.lit(value=False), *told])


def _repeats(rows: pl.DataFrame, fields: list[str]) -> tuple[pl.Expr, pl.Expr]:
    """Return which rows bring a key met before in these rows, and whether they say the same."""
    again = ~rows["_identity"].is_first_distinct()
    if not again.any():
        return pl.lit(value=False), pl.lit(value=False)
    first = rows.filter(~again).select(
        "_identity", *(pl.col(name).alias(f"{name}!") for name in fields)
    )
    beside = rows.select("_identity", *fields).join(first, on="_identity", how="left")
    same = beside.select(~_differ(beside, fields, "!")).to_series()
    return pl.lit(again), pl.lit(same)
