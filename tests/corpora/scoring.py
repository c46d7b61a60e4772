"""How right the cleaners are on the hand-made cases: counts for the seen and the held half."""

import csv
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
RIGHT, MISSED, WRONG = "right", "missed", "wrong"
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the cases of one half."""

    right: int
    missed: int
    wrong: int

    @property
    def share(self) -> float:
        """Return the share of right cases, 0-1."""
        return self.right / (self.right + self.missed + self.wrong)

    def __str__(self) -> str:
        """Say the counts without naming a case."""
        return (
            f"{self.share:.1%} of {self.right + self.missed + self.wrong}: "
            f"{self.missed} missed, {self.wrong} confidently wrong"
        )


def rows_of(name: str, part: str = "") -> list[Row]:
    """Return the cases of a corpus; what is quoted keeps its line ends and blanks."""
    file_name = name.removesuffix("_top_three")
    with (FOLDER / part / f"{file_name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def half(row: Row) -> str:
    """Return seen or held by a fixed rule: the last bit of the raw text's SHA-256."""
    text = row["left"] + "\n" + row["right"] if "left" in row else row.get("raw", row.get("phrase"))
    return ("seen", "held")[hashlib.sha256((text or "").encode()).digest()[-1] & 1]


def scored(rows: Sequence[Row], marks: Sequence[str]) -> dict[str, Counts]:
    """Return the counts of both halves."""
    counted = Counter((half(row), mark) for row, mark in zip(rows, marks, strict=True))
    return {
        side: Counts(*(counted[side, mark] for mark in (RIGHT, MISSED, WRONG)))
        for side in ("seen", "held")
    }


def mark(expected: object, given: object) -> str:
    """Judge one answer; None is no answer."""
    if given == expected:
        return RIGHT
    return MISSED if given is None else WRONG


def worst(marks: Sequence[str]) -> str:
    """Return the mark of a case with several answers."""
    return next((each for each in (WRONG, MISSED) if each in marks), RIGHT)
