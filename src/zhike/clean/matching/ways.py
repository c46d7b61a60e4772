"""By what pairs are judged: weights, thresholds and a team's rules of equality."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from zhike.clean.matching.thresholds import Thresholds
from zhike.clean.matching.weights import Weights, shipped_weights
from zhike.playbook.same_rules import SameRule


@dataclass(frozen=True, slots=True)
class Ways:
    """What `find_matches` judges by; the shipped weights and no rules when nothing is said."""

    weights: Weights = field(default_factory=shipped_weights)
    thresholds: Thresholds = field(default_factory=Thresholds)
    rules: Sequence[SameRule] = ()
