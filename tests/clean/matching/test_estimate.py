"""Weights come as JSON and are learned without labels."""

from itertools import pairwise
from random import Random

import polars as pl
import pytest

from zhike.clean.matching.estimate import estimate
from zhike.clean.matching.find import find_matches
from zhike.clean.matching.forms import comparable
from zhike.clean.matching.models import MODELS
from zhike.clean.matching.ways import Ways
from zhike.clean.matching.weights import even_weights, read_weights, shipped_weights, weights_json

_LETTERS = "华兴盛达宏远鑫泰恒信瑞丰嘉德博源天海明辉金龙祥和顺联创新"


def team(size: int) -> pl.DataFrame:
    """Return firms of which every tenth is kept twice, with its phone and without its form."""
    dice = Random(7)
    rows = []
    for at in range(size):
        name = "".join(dice.choices(_LETTERS, k=3)) + "贸易"
        phone = f"139{dice.randrange(10**8):08d}"
        rows.append((f"{name}有限公司", phone))
        if at % 10 == 0:
            rows.append((name, phone))
    names, phones = zip(*rows, strict=True)
    return pl.DataFrame({"id": range(len(rows)), "name": names, "phone": phones})


def test_every_level_has_shipped_weights_that_add_up() -> None:
    for model in MODELS:
        levels = shipped_weights()[model.name].levels
        assert set(levels) == {one.name for one in model.comparisons}
        for one in model.comparisons:
            chances = levels[one.name]
            assert set(chances) == {"other", *(level.name for level in one.levels)}
            assert sum(chance.same for chance in chances.values()) == pytest.approx(1, abs=0.05)
            assert chances["other"].same < chances["other"].different
            strongest = one.levels[0].name
            assert chances[strongest].same > chances[strongest].different


def test_weights_survive_json() -> None:
    assert read_weights(weights_json(shipped_weights())) == shipped_weights()


def test_learning_without_labels_finds_the_planted_pairs() -> None:
    forms = comparable(team(150))
    begun = {model.name: even_weights(model) for model in MODELS}
    learned = estimate(forms, sample=5_000, known=begun)
    assert learned["organisation"].pairs == pytest.approx(15 / 165, rel=0.4)
    assert learned["person"] == begun["person"]
    pairs = find_matches(forms, ways=Ways(weights=learned)).pairs.filter(
        pl.col("verdict") == "duplicate"
    )
    firms = team(150)
    twice = firms.filter(pl.col("phone").is_duplicated())["id"].to_list()
    assert pairs.select("a", "b").rows() == [p for p in pairwise(twice) if p[0] + 1 == p[1]]
    assert estimate(forms, sample=5_000, known=begun) == learned
