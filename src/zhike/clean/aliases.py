"""Rows under another number of a customer, put under the one it is kept by."""

from collections.abc import Mapping

import polars as pl

from zhike.clean.moved import moved_parts
from zhike.clean.parts import Parts

_NOUN = "customers"
_NOWHERE = -1  # of a number that only other rows point at


def under_aliases(parts: Parts, aliases: Mapping[str, str]) -> Parts:
    """Return the parts with customers, and what points at them, under their present identity.

    `aliases` is {identity in a sheet: identity it is kept under}.
    """
    if not aliases or not any(noun == _NOUN or "_parent" in rows for noun, rows in parts.items()):
        return parts
    into = pl.DataFrame({"_identity": list(aliases), "_new": list(aliases.values())})
    empty = pl.DataFrame(schema={"_at": pl.Int64, "_identity": pl.String})
    here = parts.get(_NOUN, empty)
    rows = here.select("_at", "_identity").join(into, on="_identity")
    pointed = into.select(pl.lit(_NOWHERE, dtype=pl.Int64).alias("_at"), "_identity", "_new")
    moved = pl.concat([rows.cast({"_at": pl.Int64}), pointed]).with_columns(_alone=False)
    found = moved_parts(parts | {_NOUN: here}, _NOUN, moved)
    return found if _NOUN in parts else {n: rows for n, rows in found.items() if n != _NOUN}
