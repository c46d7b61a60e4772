"""Own fields among the columns of rows: what nobody has a value of yet is known to be empty."""

from collections.abc import Iterable, Mapping, Sequence

import polars as pl


def own_together(found: Iterable[Mapping[str, Sequence[str]]]) -> dict[str, tuple[str, ...]]:
    """Return the own fields by noun that any of several sheets has."""
    named: dict[str, dict[str, None]] = {}
    for one in found:
        for noun, names in one.items():
            named.setdefault(noun, {}).update(dict.fromkeys(names))
    return {noun: tuple(names) for noun, names in named.items()}


def with_gaps(known: pl.DataFrame, rows: pl.DataFrame, own: Sequence[str]) -> pl.DataFrame:
    """Return what is known with an empty column for each own field that no known row has.

    Without it the first value of an own field would look like no change.
    """
    missing = [name for name in own if name in rows.columns and name not in known.columns]
    return known.with_columns(pl.lit(None, dtype=rows.schema[name]).alias(name) for name in missing)
