"""Pairs with what vetoes and rules of equality look at, of both sides."""

import polars as pl

from zhike.clean.matching.vetoes import NEEDED

_COLUMNS = (*NEEDED, "name_key", "phones")


def both_sides(forms: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Return pairs a, b with their forms of both, as `<name>_a` and `<name>_b`."""
    wanted = forms.select("id", *_COLUMNS)
    left = wanted.rename({name: f"{name}_a" for name in _COLUMNS} | {"id": "a"})
    right = wanted.rename({name: f"{name}_b" for name in _COLUMNS} | {"id": "b"})
    joined = pairs.join(left, on="a", how="left", maintain_order="left")
    return joined.join(right, on="b", how="left", maintain_order="left")
