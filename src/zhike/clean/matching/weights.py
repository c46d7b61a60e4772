"""How strongly each level speaks: two probabilities a level, kept as JSON."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from zhike.clean.matching.levels import Model

OTHER = "other"  # the last level of every comparison


class Chance(NamedTuple):
    """How often a level is seen between records of one customer and of different ones."""

    same: float
    different: float


@dataclass(frozen=True, slots=True)
class ModelWeights:
    """Weights of one model: `pairs` is how many duplicate pairs there are for each record."""

    pairs: float
    levels: Mapping[str, Mapping[str, Chance]]


Weights = Mapping[str, ModelWeights]  # by the name of the model


@cache
def shipped_weights() -> Weights:
    """Return the weights that come with the product and need no training."""
    text = (files("zhike.clean.matching") / "shipped_weights.json").read_text("utf-8")
    return read_weights(text)


def read_weights(text: str) -> Weights:
    """Return weights from the JSON that `weights_json` wrote."""
    return {
        model: ModelWeights(
            told["pairs"],
            {
                comparison: {level: Chance(*chances) for level, chances in levels.items()}
                for comparison, levels in told["levels"].items()
            },
        )
        for model, told in json.loads(text).items()
    }


def weights_json(weights: Weights) -> str:
    """Return weights as JSON to keep: {model: {pairs, levels: {comparison: {level: [m, u]}}}}."""
    told = {
        model: {
            "pairs": _short(one.pairs),
            "levels": {
                comparison: {level: [_short(p) for p in chance] for level, chance in levels.items()}
                for comparison, levels in one.levels.items()
            },
        }
        for model, one in weights.items()
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def even_weights(model: Model) -> ModelWeights:
    """Return weights to begin an estimation with: alike nearly always means the same."""
    levels = {}
    for one in model.comparisons:
        count = len(one.levels)
        same = {level.name: 0.8 / count for level in one.levels} | {OTHER: 0.2}
        different = {level.name: 1e-4 for level in one.levels} | {OTHER: 1 - 1e-4 * count}
        levels[one.name] = {name: Chance(p, different[name]) for name, p in same.items()}
    return ModelWeights(0.1, levels)


def _short(probability: float) -> float:
    return float(f"{probability:.6g}")
