"""How likely one customer, while it is typed, is one that is kept: without Splink, in no time.

The same levels, weights, vetoes and sentences as `find_matches`; a test holds the two together.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from math import log2
from typing import NamedTuple

from zhike.clean.matching.conditions import Condition, Form
from zhike.clean.matching.evidence import START
from zhike.clean.matching.levels import Comparison, Model
from zhike.clean.matching.models import ORGANISATIONS, PERSONS
from zhike.clean.matching.one_veto import Held, veto_of
from zhike.clean.matching.rarity import LEAST, SMALLEST_BOOK
from zhike.clean.matching.thresholds import SHARED_MOBILE, Thresholds
from zhike.clean.matching.weights import OTHER, Chance, ModelWeights, Weights, shipped_weights

Count = Callable[[str, str], int]
"""count(column, value) → how many customers of the kind have the value, both sides counted."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """Among whom a pair is met: how many customers of its kind, and how many share a value."""

    size: int
    count: Count

    def share(self, column: str, value: str) -> float:
        """Return how frequent a value is; in a small book nothing is taken for frequent."""
        share = self.count(column, value) / max(self.size, SMALLEST_BOOK)
        return max(share, LEAST.get(column, 0.0))


class Told(NamedTuple):
    """One thing that speaks for (above 0) or against a pair, in bits, with its sentence."""

    what: str
    bits: float
    said: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """What is to be said of a pair: as in the columns of `find_matches`, None for no word."""

    weight: float
    levels: Mapping[str, int]
    evidence: tuple[Told, ...]
    verdict: str | None
    relation: str | None = None
    veto: str | None = None

    @property
    def probability(self) -> float:
        """Return how probable it is that the two are one."""
        return float(1 / (1 + 2.0**-self.weight))

    @property
    def start(self) -> float:
        """Return the bits one begins with before anything is compared."""
        return self.weight - self.gained

    @property
    def gained(self) -> float:
        """Return the bits of all evidence together, whatever the size of the book."""
        return sum(told.bits for told in self.evidence if told.what not in ("start", "veto"))


class _Step(NamedTuple):
    """A level: Splink's number, what holds, its bits, the column by whose rarity they change."""

    at: int
    condition: Condition
    bits: float
    said: str
    rare: str
    different: float


class _Compared(NamedTuple):
    """A comparison: when there is nothing to compare, its levels, and the one for different."""

    name: str
    missing: Condition
    steps: tuple[_Step, ...]
    other: Told


class Scorer:
    """Weighs pairs of one kind of customers by one set of weights."""

    def __init__(self, model: Model, weights: ModelWeights) -> None:
        self.is_person = model is PERSONS
        self._pairs = weights.pairs
        self._compared = [_compared(one, weights.levels[one.name]) for one in model.comparisons]

    def likeness(
        self, one: Form, other: Form, crowd: Crowd, *, thresholds: Thresholds | None = None
    ) -> Likeness:
        """Return what is to be said of two customers in their forms (S0-11, S3-09)."""
        levels: dict[str, int] = {}
        told = []
        for comparison in self._compared:
            at, found = _met(comparison, one, other, crowd)
            levels[comparison.name] = at
            told += [found] if at >= 0 else []
        prior = min(0.5, 2 * self._pairs / max(crowd.size, SMALLEST_BOOK))
        start = log2(prior / (1 - prior))
        weight = start + sum(item.bits for item in told)
        held = veto_of(one, other, levels, is_person=self.is_person)
        return _judged(weight, start, levels, told, held, thresholds or Thresholds())


@cache
def shipped_scorer(*, is_person: bool) -> Scorer:
    """Return the scorer of one kind of customers with the weights of the product."""
    return scorer_of(shipped_weights(), is_person=is_person)


def scorer_of(weights: Weights, *, is_person: bool) -> Scorer:
    """Return the scorer of one kind of customers."""
    model = PERSONS if is_person else ORGANISATIONS
    return Scorer(model, weights[model.name])


def _compared(one: Comparison, chances: Mapping[str, Chance]) -> _Compared:
    steps = tuple(
        _Step(
            len(one.levels) - at, level.condition, _bits(chances[level.name]), level.said,
            level.rare, chances[level.name].different,
        )
        for at, level in enumerate(one.levels)
    )  # fmt: skip
    return _Compared(one.name, one.missing, steps, Told(one.name, _bits(chances[OTHER]), one.other))


def _bits(chance: Chance) -> float:
    return log2(chance.same / chance.different)


def _met(comparison: _Compared, one: Form, other: Form, crowd: Crowd) -> tuple[int, Told]:
    """Return the level two customers agree on, and what it says; -1 for nothing to compare."""
    if comparison.missing.holds(one, other):
        return -1, comparison.other
    for step in comparison.steps:
        if step.condition.holds(one, other):
            bits = step.bits
            if step.rare:
                bits += log2(step.different / crowd.share(step.rare, one[step.rare]))
            return step.at, Told(comparison.name, bits, step.said)
    return 0, comparison.other


def _judged(
    weight: float,
    start: float,
    levels: Mapping[str, int],
    told: list[Told],
    held: Held | None,
    thresholds: Thresholds,
) -> Likeness:
    strongest = sorted(told, key=lambda item: (-abs(item.bits), item.what))
    evidence = (Told("start", start, START), *strongest)
    if held is None:
        verdict = "duplicate" if weight >= thresholds.duplicate else _doubted(weight, thresholds)
        return Likeness(weight, levels, evidence, verdict)
    worth = weight >= thresholds.review or levels["mobile"] >= SHARED_MOBILE
    related = "related" if held.relation and worth else None
    verdict = related or _doubted(weight, thresholds)
    evidence += (Told("veto", 0.0, held.said),)
    return Likeness(weight, levels, evidence, verdict, held.relation, held.veto)


def _doubted(weight: float, thresholds: Thresholds) -> str | None:
    return "review" if weight >= thresholds.review else None
