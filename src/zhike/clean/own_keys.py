"""Rows known by fields of people's own choice instead of number or name."""

from collections.abc import Callable, Mapping, Sequence

import polars as pl

from zhike.clean.moved import moved_parts
from zhike.clean.names import match_keys
from zhike.clean.parts import Parts
from zhike.words.problem import Refused

Matching = Callable[[str, Sequence[str], pl.DataFrame], pl.DataFrame]
"""matching(noun, paths, values) → `_at`, `_ids`, `_found` (the identity where there is one only).

`values` has `_at`, `_parent` and a text column for each path, none of them empty.
"""


def by_own_keys(
    parts: Parts,
    keys: Mapping[str, Sequence[str]],
    matching: Matching,
    *,
    labels: Callable[[str], str],
) -> Parts:
    """Return the parts with rows under the record that agrees with them in the chosen fields.

    Two records that agree make the row wait for a person (`_ask`, `_ids`); where none does the
    record is new, unless its own number or name is taken (`_unmatched`). Rows with one of the
    fields empty are known by number or name as ever. Refused for fields the sheets lack, by their
    label.
    """
    for noun, paths in keys.items():
        if noun in parts and paths:
            _insist(parts, paths, labels)
            parts = _matched(parts, noun, tuple(paths), matching)
    return parts


def _insist(parts: Parts, paths: Sequence[str], labels: Callable[[str], str]) -> None:
    """Refuse a key that none of the sheets has as a column."""
    for path in paths:
        owner, _, name = path.partition(".")
        if owner not in parts or name not in parts[owner].columns:
            raise Refused(f"所选的键“{labels(path)}”不在这张表里，请换一栏，或先把那一列对应上")


def _matched(parts: Parts, noun: str, paths: tuple[str, ...], matching: Matching) -> Parts:
    rows = parts[noun]
    values = _values(parts, noun, paths)
    found = matching(noun, paths, values)
    told = _with_first(values, paths).join(found, on="_at", how="left", maintain_order="left")
    joined = rows.join(
        told.select("_at", "_first", "_found", "_ids"), on="_at", how="left", maintain_order="left"
    )
    first = joined.select("_at", "_identity").rename({"_at": "_first", "_identity": "_firsts"})
    joined = joined.join(first.unique("_first"), on="_first", how="left", maintain_order="left")
    several = pl.col("_ids").list.len() > 1
    nobody = pl.col("_first").is_not_null() & (pl.col("_ids").list.len().fill_null(0) == 0)
    identity = pl.coalesce("_found", "_firsts", "_identity")
    settled = joined.with_columns(
        pl.when(several).then("_identity").otherwise(identity).alias("_new"),
        pl.when(several).then(pl.lit("ambiguous")).alias("_ask"),
        pl.when(nobody).then(pl.lit(value=True)).alias("_unmatched"),
    )
    moved = settled.filter(pl.col("_new") != pl.col("_identity")).select(
        "_at", "_identity", "_new", _alone=pl.lit(value=False)
    )
    kept = settled.drop("_new", "_first", "_firsts", "_found")
    return moved_parts(parts | {noun: kept}, noun, moved)


def _values(parts: Parts, noun: str, paths: Sequence[str]) -> pl.DataFrame:
    """Return `_at`, `_parent` and the chosen fields of rows that have them all, as text."""
    rows = parts[noun].select("_at", "_parent")
    for path in paths:
        owner, _, name = path.partition(".")
        source = parts[owner]
        cells = source.select("_at", _text(source[name], path).alias(path))
        cells = cells.drop_nulls().unique("_at", keep="first", maintain_order=True)
        rows = rows.join(cells, on="_at", maintain_order="left")
    return rows


def _text(cells: pl.Series, path: str) -> pl.Series:
    """Return values as keys compare them: a customer's name without what doesn't count."""
    if path == "customers.name":
        cells = match_keys(cells)
    return cells.cast(pl.String).replace("", None)


def _with_first(values: pl.DataFrame, paths: Sequence[str]) -> pl.DataFrame:
    """Return the rows with `_first`, the first row of the same values."""
    return values.with_columns(pl.col("_at").first().over("_parent", *paths).alias("_first"))
