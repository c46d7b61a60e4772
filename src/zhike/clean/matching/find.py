"""Probable duplicates among customers: candidates, weight, vetoes, verdict, groups."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import polars as pl

from zhike.clean.matching.both_sides import both_sides
from zhike.clean.matching.evidence import EVIDENCE, with_evidence
from zhike.clean.matching.groups import Pair, grouped
from zhike.clean.matching.held_apart import held_apart
from zhike.clean.matching.keys import KEYS, candidates
from zhike.clean.matching.known import APART, KNOWN, forbidden, ties
from zhike.clean.matching.levels import Model
from zhike.clean.matching.models import MODELS
from zhike.clean.matching.own_rules import ruled_pairs, with_rules
from zhike.clean.matching.rarity import PartOfBook
from zhike.clean.matching.scoring import scored
from zhike.clean.matching.thresholds import SHARED_MOBILE, Thresholds
from zhike.clean.matching.vetoes import FORBIDDING, VETOES, vetoed
from zhike.clean.matching.ways import Ways

SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "a": pl.Int64,
    "b": pl.Int64,
    "weight": pl.Float64,
    "probability": pl.Float64,
    "verdict": pl.String,
    "relation": pl.String,
    "veto": pl.String,
    "evidence": EVIDENCE,
    "rules": pl.List(pl.String),
}


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: `pairs` in the columns of SCHEMA by a and b, `groups` of ids they tie.

    `veto` names the rule that forbids or doubts a pair; each item of `evidence` has what it is of,
    its bits and its sentence. `apart` are pairs that no group may hold and nobody compared before.
    """

    pairs: pl.DataFrame
    groups: list[list[int]]
    apart: list[Pair]

    @property
    def known(self) -> pl.DataFrame:
        """Return all of it as the next run over changed rows takes it (columns KNOWN)."""
        held = pl.DataFrame(self.apart, schema=["a", "b"], orient="row").with_columns(
            weight=pl.lit(0.0), verdict=pl.lit(APART), veto=pl.lit(None)
        )
        return pl.concat([self.pairs.select(*KNOWN), held.cast(pl.Schema(KNOWN))])


def find_matches(
    forms: pl.DataFrame,
    *,
    ways: Ways | None = None,
    changed: Collection[int] | None = None,
    known: pl.DataFrame | None = None,
    apart: Collection[Pair] = (),
    around: Mapping[str, PartOfBook] | None = None,
) -> Found:
    """Return the probable duplicates among customers (S0-11, S3-09), `forms` from `comparable`.

    A pair's verdict is `duplicate`, `review`, or `related` where a veto holds and `relation` says
    what it may be instead (分公司, 兄弟公司, 同一负责人, 共用电话). Rules of equality bring pairs
    in and may call them one where no veto forbids it. With `changed`, only the pairs with one of
    these ids, the same as in a full run; `known` (columns KNOWN) are then the pairs of the others,
    so that groups are whole; with `around` too, by the name of the model, `forms` need only be of
    the customers in its pairs and of those that hang together with them. `apart` are pairs people
    said are not one; no group holds such a pair, nor one that a veto forbids.
    """
    ways = ways or Ways()
    asked = None if changed is None else pl.Series("id", sorted(changed), dtype=pl.Int64)
    before = pl.DataFrame(schema=KNOWN) if known is None else known.select(*KNOWN)
    parts, fresh = [pl.DataFrame(schema=SCHEMA)], list[Pair]()
    for model in MODELS:
        mine = forms.filter(pl.col("is_person") == (model.name == "person"))
        book = None if around is None else around[model.name]
        judged = _judged(mine, model, ways, changed=asked, book=book)
        found = judged.select(*SCHEMA).cast(pl.Schema(SCHEMA))
        own = before.join(mine.select(a="id"), on="a", how="semi")
        told = pl.concat([own, found.select(*KNOWN)])
        fresh += held_apart(mine, told, model, ways.weights[model.name], among=changed, book=book)
        parts.append(found)
    pairs = pl.concat(parts).sort("a", "b")
    whole = pl.concat([before, pairs.select(*KNOWN)])
    kept_apart = [*apart, *forbidden(whole), *fresh]
    return Found(pairs, grouped(ties(whole), apart=kept_apart), sorted(fresh))


def _judged(
    forms: pl.DataFrame,
    model: Model,
    ways: Ways,
    *,
    changed: pl.Series | None,
    book: PartOfBook | None,
) -> pl.DataFrame:
    """Return the pairs of one model with verdict and evidence."""
    weighed = _weighed(forms, model, ways, changed=changed, book=book)
    if weighed is None:
        return pl.DataFrame(schema=SCHEMA)
    told = vetoed(both_sides(forms, weighed), VETOES[model.name])
    ruled = with_rules(told, ways.rules, are_persons=model.name == "person")
    judged = ruled.with_columns(_verdict(ways.thresholds))
    return with_evidence(judged.filter(pl.col("verdict").is_not_null()), model)


def _weighed(
    forms: pl.DataFrame,
    model: Model,
    ways: Ways,
    *,
    changed: pl.Series | None,
    book: PartOfBook | None,
) -> pl.DataFrame | None:
    """Return the pairs worth a word with their weights; `asked` marks those a rule brought in."""
    weights = ways.weights[model.name]
    pairs = book.pairs if book else candidates(forms, KEYS[model.name], changed=changed)
    ruled = ruled_pairs(forms, ways.rules, changed=changed)
    if pairs.is_empty() and ruled.is_empty():
        return None
    least = ways.thresholds.review
    worth = f"match_weight >= {least} or gamma_mobile >= {SHARED_MOBILE}"
    met = scored(forms, pairs, model, weights, where=worth, book=book)
    missed = ruled.join(met, on=["a", "b"], how="anti")
    if missed.height:
        met = pl.concat([met, scored(forms, missed, model, weights, where="true", book=book)])
    asked = ruled.with_columns(asked=pl.lit(value=True))
    joined = met.join(asked, on=["a", "b"], how="left", maintain_order="left")
    return joined.with_columns(pl.col("asked").fill_null(value=False))


def _verdict(thresholds: Thresholds) -> pl.Expr:
    """Return duplicate, review or related; null for a pair that isn't worth a word."""
    weight, veto = pl.col("weight"), pl.col("veto")
    sure = veto.is_null() & (weight >= thresholds.duplicate)
    ruled = pl.col("ruled_same") & ~veto.is_in(list(FORBIDDING)).fill_null(value=False)
    return (
        pl.when(sure | ruled)
        .then(pl.lit("duplicate"))
        .when(pl.col("relation").is_not_null())
        .then(pl.lit("related"))
        .when((weight >= thresholds.review) | pl.col("asked"))
        .then(pl.lit("review"))
        .alias("verdict")
    )
