"""Weights learned from a team's own customers, without labels."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from zhike.clean.matching.both_sides import both_sides
from zhike.clean.matching.keys import KEYS, candidates
from zhike.clean.matching.levels import Comparison, Model
from zhike.clean.matching.models import MODELS
from zhike.clean.matching.rarity import book_size
from zhike.clean.matching.scoring import scored
from zhike.clean.matching.vetoes import VETOES, vetoed
from zhike.clean.matching.weights import OTHER, Chance, ModelWeights, Weights, shipped_weights

_LEAST = 1e-7  # nothing is rarer than that between two customers
_KNOWN_PAIRS = 100.0  # how many duplicate pairs the weights known before are worth
_KNOWN_OTHERS = 10_000.0  # and how many pairs of different customers
_ROUNDS = 12
Numbers = npt.NDArray[np.float64]
Counts = Mapping[str, tuple[Numbers, float]]  # pairs at each level of a comparison, and in all


def estimate(
    forms: pl.DataFrame, *, seed: int = 0, sample: int = 1_000_000, known: Weights | None = None
) -> Weights:
    """Return weights that fit these customers, `forms` from `comparable`; same seed, same weights.

    How often different customers agree is counted in a random sample of pairs and among all
    candidates, whichever is more; how often one customer's records agree by expectation
    maximisation over the candidates that no veto forbids. A small book moves the weights `known`
    (the shipped ones) only a little.
    """
    known = known or shipped_weights()
    told = {}
    for model in MODELS:
        mine = forms.filter(pl.col("is_person") == (model.name == "person"))
        told[model.name] = _estimated(mine, model, known[model.name], (seed, sample))
    return told


def _estimated(
    forms: pl.DataFrame, model: Model, known: ModelWeights, dice: tuple[int, int]
) -> ModelWeights:
    pairs = candidates(forms, KEYS[model.name])
    if pairs.is_empty():
        return known
    met = scored(forms, pairs, model, known, where="true")
    judged = vetoed(both_sides(forms, met), VETOES[model.name])
    free = judged["veto"].is_null().to_numpy()
    drawn = _drawn(forms, *dice)
    counts = _counts(scored(forms, drawn, model, known, where="true"), model)
    learner = _Learner(judged, model, forms.height, known)
    weights = known
    for _ in range(_ROUNDS):
        odds = learner.odds(weights, book_size(forms.height)) * free
        weights = learner.learned(odds, known, counts)
    return weights


def _drawn(forms: pl.DataFrame, seed: int, sample: int) -> pl.DataFrame:
    """Return pairs drawn at random, each once."""
    ids, dice = forms["id"].to_numpy(), np.random.default_rng(seed)
    size = min(sample, len(ids) * (len(ids) - 1) // 2)
    one, other = (dice.choice(ids, size) for _ in range(2))
    pairs = pl.DataFrame({"a": np.minimum(one, other), "b": np.maximum(one, other)})
    return pairs.filter(pl.col("a") < pl.col("b")).unique().sort("a", "b")


def _names(comparison: Comparison) -> list[str]:
    """Return the names of the levels in Splink's order, from different upwards."""
    return [OTHER, *(level.name for level in reversed(comparison.levels))]


def _counts(pairs: pl.DataFrame, model: Model) -> Counts:
    return {one.name: _levels_of(pairs[f"gamma_{one.name}"], one) for one in model.comparisons}


def _levels_of(
    gamma: pl.Series, comparison: Comparison, share: Numbers | None = None
) -> tuple[Numbers, float]:
    """Return the pairs at each level from `other` upwards, and all that could be compared."""
    level = gamma.to_numpy()
    compared = level >= 0
    weight = None if share is None else share[compared]
    size = len(comparison.levels) + 1
    counted = np.bincount(level[compared], weights=weight, minlength=size).astype(np.float64)
    return counted, float(counted.sum())


@dataclass(slots=True)
class _Learner:
    """The candidates of one model, scored once; each round only weighs them anew."""

    pairs: pl.DataFrame
    model: Model
    size: int
    begun: ModelWeights

    def odds(self, weights: ModelWeights, size: int) -> Numbers:
        """Return how probable each candidate is one customer."""
        prior = min(0.5, 2 * weights.pairs / size)
        bits = np.full(self.pairs.height, np.log2(prior / (1 - prior)))
        for one in self.model.comparisons:
            bits += self._bits(one, weights)
        odds: Numbers = 1 / (1 + np.exp2(-np.clip(bits, -60, 60)))
        return odds

    def _bits(self, one: Comparison, weights: ModelWeights) -> Numbers:
        """Return what a comparison adds; a rare value's share is in the bits of the scoring."""
        chances, scored_with = weights.levels[one.name], self.begun.levels[one.name]
        rare = [at for at, it in enumerate(reversed(one.levels), 1) if it.rare]
        plain = []
        for at, name in enumerate(_names(one)):
            different = (scored_with if at in rare else chances)[name].different
            plain.append(np.log2(chances[name].same / different))
        level = self.pairs[f"gamma_{one.name}"].to_numpy()
        bits: Numbers = np.where(level >= 0, np.array(plain)[np.maximum(level, 0)], 0.0)
        if rare:
            bits += np.where(np.isin(level, rare), self.pairs[f"rarity_{one.name}"].to_numpy(), 0.0)
        return bits

    def learned(self, odds: Numbers, known: ModelWeights, counts: Counts) -> ModelWeights:
        """Return the weights by which these odds would come about."""
        levels = {
            one.name: self._chances(one, odds, known, counts) for one in self.model.comparisons
        }
        rate = (float(odds.sum()) + _KNOWN_PAIRS * known.pairs) / (self.size + _KNOWN_PAIRS)
        return ModelWeights(rate, levels)

    def _chances(
        self, one: Comparison, odds: Numbers, known: ModelWeights, counts: Counts
    ) -> dict[str, Chance]:
        gamma, before = self.pairs[f"gamma_{one.name}"], known.levels[one.name]
        same, all_same = _levels_of(gamma, one, odds)
        met, _ = _levels_of(gamma, one, 1 - odds)
        seen, all_seen = counts[one.name]
        told = {}
        given = {level.name: level.chance for level in one.levels}
        for at, name in enumerate(_names(one)):
            m = (same[at] + _KNOWN_PAIRS * before[name].same) / (all_same + _KNOWN_PAIRS)
            sampled = (seen[at] + _KNOWN_OTHERS * before[name].different) / (
                all_seen + _KNOWN_OTHERS
            )
            u = max(sampled, met[at] / max(self._all_pairs(one, counts), 1.0), _LEAST)
            told[name] = Chance(float(max(m, 1e-4)), given.get(name) or float(u))
        return told

    def _all_pairs(self, one: Comparison, counts: Counts) -> float:
        """Return how many pairs of all customers can be compared."""
        drawn = max(float(counts["name"][1]), 1.0)
        return counts[one.name][1] / drawn * self.size * (self.size - 1) / 2
