"""Rows beside what is kept of them, without the values that may not be written over it."""

from collections.abc import Sequence

import polars as pl

from zhike.clean.writing import Held, held_back

# What words.masks calls masked, as one pattern for a whole column.
_HIDES = r"[*＊●•…]|\.{3}|\d[xX×]{3,}|^..?(先生|女士)$"


def beside_kept(
    rows: pl.DataFrame, known: pl.DataFrame, *, masked: Sequence[str], held: Sequence[Held]
) -> pl.DataFrame:
    """Return the rows with `_id`, `_mine`, `_merged`, `_aside` and each kept value as `name?`.

    Null are a masked value (columns `masked`) where a full one is kept, the type a customer had
    before a first order raised it (`_raised_from` of `known`), what `held` keeps back, and the
    number of a row that is a record kept under another one.
    """
    fields = [name for name in rows.columns if not name.startswith("_")]
    joined = rows.join(_comparable(rows, known, fields), on="_identity", how="left")
    joined = joined.with_columns(_unmasked(name) for name in masked if f"{name}?" in joined.columns)
    if "customer_type" in fields:
        joined = joined.with_columns(_not_lowered())
    joined = held_back(joined, held)
    if {"_moved", "external_id?"} <= set(joined.columns):
        joined = joined.with_columns(_own_number())
    return joined


def _comparable(rows: pl.DataFrame, known: pl.DataFrame, fields: list[str]) -> pl.DataFrame:
    """Return what is known as `name?` columns of the rows' own types, empty texts as null."""
    shared = [name for name in fields if name in known.columns]
    typed = [
        pl.col(name).cast(rows.schema[name], strict=False).alias(f"{name}?") for name in shared
    ]
    merged, aside = (
        pl.col(name) if name in known.columns else pl.lit(value=False)
        for name in ("_merged", "_aside")
    )
    raised = pl.col("_raised_from") if "_raised_from" in known.columns else pl.lit(None, pl.String)
    frame = known.select(
        "_identity", pl.col("_id").cast(pl.Int64), "_mine", merged.alias("_merged"),
        aside.alias("_aside"),
        raised.alias("_raised_from"), *typed,
    )  # fmt: skip
    return frame.with_columns(
        pl.when(pl.col(name) != "").then(pl.col(name)).alias(name)
        for name, kind in frame.schema.items()
        if kind == pl.String and name.endswith("?")
    )


def _unmasked(name: str) -> pl.Expr:
    """Return the column without masked values where a value is kept already."""
    hides = pl.col(name).str.contains(_HIDES) & pl.col(f"{name}?").is_not_null()
    return pl.when(hides.fill_null(value=False)).then(None).otherwise(pl.col(name)).alias(name)


def _own_number() -> pl.Expr:
    """Return the number, but for rows that are a record kept under another one."""
    other = pl.col("_moved").fill_null(value=False) & pl.col("external_id?").is_not_null()
    return pl.when(~other).then("external_id").alias("external_id")


def _not_lowered() -> pl.Expr:
    """Return the type without the one a first order has raised since (S3-45)."""
    stale = (pl.col("customer_type") == pl.col("_raised_from")).fill_null(value=False)
    return pl.when(stale).then(None).otherwise(pl.col("customer_type")).alias("customer_type")
