"""What a comparison of two customers is made of: levels, from alike to different."""

from collections.abc import Mapping
from dataclasses import dataclass

from zhike.clean.matching.conditions import Condition


@dataclass(frozen=True, slots=True)
class Level:
    """One way in which two values agree.

    `said` is the sentence people read. `rare` names the column whose values count the more the
    rarer they are. `chance` is how often it holds between different customers where that is known
    beforehand.
    """

    name: str
    condition: Condition
    said: str
    rare: str = ""
    chance: float | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """One piece of evidence: its levels are tried in order, `other` is when none fits.

    `missing` is “nothing to compare”: then it speaks neither for nor against.
    """

    name: str
    missing: Condition
    levels: tuple[Level, ...]
    other: str


@dataclass(frozen=True, slots=True)
class Model:
    """How two customers of one kind are compared."""

    name: str
    comparisons: tuple[Comparison, ...]

    def columns(self) -> tuple[str, ...]:
        """Return the columns whose values are weighed by how rare they are."""
        found = (level.rare for one in self.comparisons for level in one.levels if level.rare)
        return tuple(dict.fromkeys(found))


def said_of(model: Model) -> Mapping[tuple[str, int], str]:
    """Return the sentence of each comparison and Splink's number of its level (0 is `other`)."""
    told: dict[tuple[str, int], str] = {}
    for one in model.comparisons:
        told[one.name, 0] = one.other
        for at, level in enumerate(one.levels):
            told[one.name, len(one.levels) - at] = level.said
    return told
