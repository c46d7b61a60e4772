"""Probable duplicates among customers: candidates, weight, vetoes, verdict, groups."""

from collections.abc import Collection
from dataclasses import dataclass

import polars as pl

from zhike.clean.matching.both_sides import both_sides
from zhike.clean.matching.evidence import EVIDENCE, with_evidence
from zhike.clean.matching.groups import grouped, pairs_within
from zhike.clean.matching.keys import KEYS, candidates
from zhike.clean.matching.levels import Model
from zhike.clean.matching.models import MODELS
from zhike.clean.matching.scoring import scored
from zhike.clean.matching.thresholds import Thresholds
from zhike.clean.matching.vetoes import VETOES, vetoed
from zhike.clean.matching.weights import ModelWeights, Weights, shipped_weights

SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "a": pl.Int64,
    "b": pl.Int64,
    "weight": pl.Float64,
    "probability": pl.Float64,
    "verdict": pl.String,
    "relation": pl.String,
    "veto": pl.String,
    "evidence": EVIDENCE,
}
_SHARED_MOBILE = 3  # from this level on a mobile is the same; such a pair is looked at in any case


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: `pairs` in the columns of SCHEMA by a and b, `groups` of ids they tie.

    `veto` names the rule that forbids or doubts a pair; each item of `evidence` has what it is of,
    its bits and its sentence.
    """

    pairs: pl.DataFrame
    groups: list[list[int]]


def find_matches(
    forms: pl.DataFrame,
    *,
    weights: Weights | None = None,
    thresholds: Thresholds | None = None,
    changed: Collection[int] | None = None,
    apart: Collection[tuple[int, int]] = (),
) -> Found:
    """Return the probable duplicates among customers (S0-11, S3-09), `forms` from `comparable`.

    A pair's verdict is `duplicate`, `review`, or `related` where a veto holds and `relation` says
    what it may be instead (分公司, 兄弟公司, 同一负责人, 共用电话). With `changed`, only the pairs
    with one of these ids, the same as in a full run. `apart` are pairs people said are not one;
    no group holds such a pair, nor one that a veto forbids.
    """
    weights, thresholds = weights or shipped_weights(), thresholds or Thresholds()
    asked = None if changed is None else pl.Series("id", sorted(changed), dtype=pl.Int64)
    parts, kept_apart = [pl.DataFrame(schema=SCHEMA)], list(apart)
    for model in MODELS:
        mine = forms.filter(pl.col("is_person") == (model.name == "person"))
        found = _judged(mine, model, weights[model.name], thresholds, changed=asked)
        parts.append(found.select(*SCHEMA).cast(pl.Schema(SCHEMA)))
        kept_apart += _forbidden(mine, model, weights[model.name], found)
    pairs = pl.concat(parts).sort("a", "b")
    return Found(pairs, grouped(_ties(pairs), apart=kept_apart))


def _judged(
    forms: pl.DataFrame,
    model: Model,
    weights: ModelWeights,
    thresholds: Thresholds,
    *,
    changed: pl.Series | None,
) -> pl.DataFrame:
    """Return the pairs of one model with verdict and evidence."""
    pairs = candidates(forms, KEYS[model.name], changed=changed)
    if pairs.is_empty():
        return pl.DataFrame(schema=SCHEMA)
    worth = f"match_weight >= {thresholds.review} or gamma_mobile >= {_SHARED_MOBILE}"
    weighed = scored(forms, pairs, model, weights, where=worth)
    told = vetoed(both_sides(forms, weighed), VETOES[model.name]).with_columns(_verdict(thresholds))
    kept = told.filter(pl.col("verdict").is_not_null())
    return with_evidence(kept, model)


def _verdict(thresholds: Thresholds) -> pl.Expr:
    """Return duplicate, review or related; null for a pair that isn't worth a word."""
    free, weight = pl.col("veto").is_null(), pl.col("weight")
    return (
        pl.when(free & (weight >= thresholds.duplicate))
        .then(pl.lit("duplicate"))
        .when(pl.col("relation").is_not_null())
        .then(pl.lit("related"))
        .when(weight >= thresholds.review)
        .then(pl.lit("review"))
        .alias("verdict")
    )


def _ties(pairs: pl.DataFrame) -> list[tuple[int, int]]:
    """Return the duplicates, the strongest first."""
    sure = pairs.filter(pl.col("verdict") == "duplicate")
    strongest = sure.sort(pl.col("weight").round(6), "a", "b", descending=[True, False, False])
    return strongest.select("a", "b").rows()


def _forbidden(
    forms: pl.DataFrame, model: Model, weights: ModelWeights, found: pl.DataFrame
) -> list[tuple[int, int]]:
    """Return the pairs within would-be groups that a veto forbids, compared before or not."""
    within = pairs_within(grouped(_ties(found)))
    if not within:
        return []
    pairs = pl.DataFrame(within, schema={"a": pl.Int64, "b": pl.Int64}, orient="row")
    seen = pairs.join(found, on=["a", "b"], how="inner").select("a", "b", "veto")
    unseen = pairs.join(found, on=["a", "b"], how="anti")
    if unseen.height:
        weighed = scored(forms, unseen, model, weights, where="true")
        judged = vetoed(both_sides(forms, weighed), VETOES[model.name])
        seen = pl.concat([seen, judged.select("a", "b", "veto")])
    strict = [veto.name for veto in VETOES[model.name] if veto.forbids]
    return seen.filter(pl.col("veto").is_in(strict)).select("a", "b").rows()
