"""What was made of changed cells: raw beside clean, with the rule (S3-44)."""

import polars as pl

from zhike.clean.rule_book import parts_of
from zhike.words.proposal import READING_COLUMNS


def no_readings() -> pl.DataFrame:
    """Return an empty frame of readings."""
    kinds = dict.fromkeys(READING_COLUMNS, pl.String)
    return pl.DataFrame(schema=kinds | {"cells": pl.Int64, "confidence": pl.Float64})


def readings_at(
    read: pl.DataFrame | None, *, file: str, sheet: str, head: str, path: str
) -> pl.DataFrame:
    """Return what was read of a column (`Cleaned.readings`) with its place (READING_COLUMNS)."""
    if read is None or read.is_empty():
        return no_readings()
    rules = read["rule"].unique()
    said = [parts_of(rule) for rule in rules]
    return read.select(
        file=pl.lit(file),
        sheet=pl.lit(sheet),
        column=pl.lit(head),
        path=pl.lit(path),
        raw="raw",
        value="value",
        rule="rule",
        version=_each(rules, ["+".join(str(one.version) for one in some) for some in said]),
        confidence=_each(rules, [min(one.confidence for one in some) for some in said]),
        cells="cells",
    )


def _each(rules: pl.Series, told: list[str] | list[float]) -> pl.Expr:
    return pl.col("rule").replace_strict(rules, pl.Series(told))
