"""Why a pair was found: what speaks for and against it, in bits and sentences."""

from collections.abc import Mapping

import polars as pl

from zhike.clean.matching.levels import Model, said_of
from zhike.clean.matching.own_rules import SAID

EVIDENCE = pl.List(pl.Struct({"what": pl.String, "bits": pl.Float64, "said": pl.String}))
START = "起点：任意两位客户几乎不会是同一位"
_FIRST, _RULES, _LAST = 1e9, -1.0, -2.0  # the start before all, the strongest, rules, the veto


def with_evidence(pairs: pl.DataFrame, model: Model) -> pl.DataFrame:
    """Return pairs with `evidence`, a list of (what, bits, said): start, strongest, rules, veto.

    The bits add up to the weight; rules of equality and a veto have none.
    """
    rows = pairs.with_row_index("row")
    said = said_of(model)
    compared = [_compared(rows, one.name, said) for one in model.comparisons]
    bits = pl.sum_horizontal(f"bits_{one.name}" for one in model.comparisons)
    start = _told(rows, "start", pl.col("weight") - bits, pl.lit(START), at=pl.lit(_FIRST))
    held = rows.filter(pl.col("veto").is_not_null())
    veto = _told(held, "veto", pl.lit(0.0), pl.col("veto_said"), at=pl.lit(_LAST))
    ruled = rows.explode("rules", empty_as_null=True).filter(pl.col("rules").is_not_null())
    rule = _told(ruled, "rule", pl.lit(0.0), pl.format(SAID, "rules"), at=pl.lit(_RULES))
    each = pl.concat([start, *compared, rule, veto]).sort(
        "row", "at", "what", descending=[False, True, False], maintain_order=True
    )
    item = pl.struct("what", "bits", "said").alias("evidence")
    listed = each.group_by("row", maintain_order=True).agg(item)
    joined = rows.join(listed, on="row", how="left", maintain_order="left")
    return joined.drop("row").with_columns(pl.col("evidence").cast(EVIDENCE))


def _compared(rows: pl.DataFrame, name: str, said: Mapping[tuple[str, int], str]) -> pl.DataFrame:
    """Return what one comparison says of the pairs in which there was something to compare."""
    levels = {level: text for (comparison, level), text in said.items() if comparison == name}
    gamma = pl.col(f"gamma_{name}")
    sentence = gamma.replace_strict(levels, default=None, return_dtype=pl.String)
    bits = pl.col(f"bits_{name}")
    return _told(rows.filter(gamma >= 0), name, bits, sentence, at=bits.abs())


def _told(
    rows: pl.DataFrame, what: str, bits: pl.Expr, said: pl.Expr, *, at: pl.Expr
) -> pl.DataFrame:
    return rows.select(
        "row",
        what=pl.lit(what),
        bits=bits.cast(pl.Float64),
        said=said.cast(pl.String),
        at=at.cast(pl.Float64),
    )
