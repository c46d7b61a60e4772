"""Pairs with what vetoes look at, of both sides."""

import polars as pl

from zhike.clean.matching.vetoes import NEEDED


def both_sides(forms: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Return pairs a, b with the columns NEEDED of both, as `<name>_a` and `<name>_b`."""
    wanted = forms.select("id", *NEEDED)
    left = wanted.rename({name: f"{name}_a" for name in NEEDED} | {"id": "a"})
    right = wanted.rename({name: f"{name}_b" for name in NEEDED} | {"id": "b"})
    joined = pairs.join(left, on="a", how="left", maintain_order="left")
    return joined.join(right, on="b", how="left", maintain_order="left")
