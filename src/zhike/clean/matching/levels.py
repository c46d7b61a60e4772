"""What a comparison of two customers is made of: levels, from alike to different."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Level:
    """One way in which two values agree.

    `condition` is DuckDB SQL over the columns with `_l` and `_r`; `said` the sentence people read.
    `rare` names the column whose values count the more the rarer they are. `chance` is how often
    it holds between different customers where that is known beforehand.
    """

    name: str
    condition: str
    said: str
    rare: str = ""
    chance: float | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """One piece of evidence: its levels are tried in order, `other` is when none fits.

    `missing` is the SQL for “nothing to compare”: then it speaks neither for nor against.
    """

    name: str
    missing: str
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


def missing(*columns: str) -> str:
    """Return SQL that says that one side has none of the columns."""
    sides = (" and ".join(f"{column}_{side} is null" for column in columns) for side in "lr")
    return " or ".join(f"({side})" for side in sides)


def equal(column: str) -> str:
    """Return SQL that says that both sides have one value."""
    return f"{column}_l = {column}_r"


def shared(column: str) -> str:
    """Return SQL that says that two lists have a value in common."""
    return f"coalesce(list_has_any({column}_l, {column}_r), false)"


def one_off(column: str) -> str:
    """Return SQL that says that one character is wrong, missing or too much.

    DuckDB's distances, Jaro too, count bytes: of two names of three characters they say little.
    """
    swapped = shared(f"{column}_holes")
    longer = f"coalesce(list_contains({column}_cuts_l, {column}_r), false)"
    shorter = f"coalesce(list_contains({column}_cuts_r, {column}_l), false)"
    return f"({swapped} or {longer} or {shorter})"


def contained(column: str) -> str:
    """Return SQL that says that one text holds the other."""
    left, right = f"{column}_l", f"{column}_r"
    return f"(contains({left}, {right}) or contains({right}, {left}))"


def said_of(model: Model) -> Mapping[tuple[str, int], str]:
    """Return the sentence of each comparison and Splink's number of its level (0 is `other`)."""
    told: dict[tuple[str, int], str] = {}
    for one in model.comparisons:
        told[one.name, 0] = one.other
        for at, level in enumerate(one.levels):
            told[one.name, len(one.levels) - at] = level.said
    return told
