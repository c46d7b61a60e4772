"""How many cells are short of a target, and which fill up first."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Filled:
    """How many of some cells are filled, and the share they have to reach, where there is one."""

    filled: int
    cells: int
    target: float | None = None

    @property
    def empty(self) -> int:
        """Return how many cells are empty."""
        return self.cells - self.filled

    @property
    def short(self) -> int:
        """Return how many cells reach the target of its own."""
        return 0 if self.target is None else short_of(self.filled, self.cells, self.target)


def short_of(filled: int, cells: int, target: float) -> int:
    """Return the fewest cells that bring `filled` of `cells` to a share (949 of 1,000: 1; S3-11).

    The share is taken as it is written: 0.95 of 1,000 cells are 950, not one more.
    """
    return max(0, math.ceil(Fraction(str(target)) * cells) - filled)


def fewest_cells(lines: Sequence[Filled], *, target: float) -> list[int]:
    """Return how many cells of each line to fill, the fewest that reach every target.

    Lines with a target of their own get what they are short of. What all together are then short
    of `target` goes where most is empty, so that the lines come out as even as they can.
    """
    filling = [line.short for line in lines]
    rest = short_of(
        sum(line.filled for line in lines) + sum(filling), sum(line.cells for line in lines), target
    )
    left = [line.empty - more for line, more in zip(lines, filling, strict=True)]
    level = _level(left, rest)
    more = [max(0, empty - level) for empty in left]
    over = sum(more) - rest  # where the level would fill more than are wanted
    for at in _fullest_first(left, more)[:over]:
        more[at] -= 1
    return [own + also for own, also in zip(filling, more, strict=True)]


def _level(left: Sequence[int], rest: int) -> int:
    """Return how many may stay empty in each line when at least `rest` are filled, none if less."""
    low, high = 0, max(left, default=0)
    while low < high:
        middle = (low + high + 1) // 2
        if sum(max(0, empty - middle) for empty in left) >= rest:
            low = middle
        else:
            high = middle - 1
    return low


def _fullest_first(left: Sequence[int], more: Sequence[int]) -> list[int]:
    return sorted((at for at, count in enumerate(more) if count), key=lambda at: (left[at], -at))
