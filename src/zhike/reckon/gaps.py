"""Before and after in two groups: by how much the one changed beyond the other.

Random draws come from a generator with a fixed seed: the same numbers, in any order, give the same
answer.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from zhike.reckon.intervals import Interval

SEED, DRAWS = 20_261_121, 2_000
_AT_ONCE = 1_000_000  # values drawn in one go, so that many members need no more memory
Pair = tuple[float, float]  # before, after


def change_of(pairs: Sequence[Pair]) -> float | None:
    """Return by which share the sum changed from before to after, None when nothing was before."""
    before = sum(pair[0] for pair in pairs)
    return None if before <= 0 else sum(pair[1] for pair in pairs) / before - 1


def gap_of_changes(
    ours: Sequence[Pair], theirs: Sequence[Pair], *, draws: int = DRAWS, seed: int = SEED
) -> Interval | None:
    """Return the change of ours beyond that of theirs as a share, with its 95 % interval.

    Difference in differences of relative changes; the interval is the percentile bootstrap over
    the members of each group (Efron & Tibshirani 1993, chapter 13). None when a group has fewer
    than two members or nothing was before.
    """
    return _gap(ours, theirs, _relative, draws=draws, seed=seed)


def difference_in_differences(
    ours: Sequence[Pair], theirs: Sequence[Pair], *, draws: int = DRAWS, seed: int = SEED
) -> Interval | None:
    """Return the mean change of ours less that of theirs, with its bootstrap interval.

    As Card & Krueger (1994) compare two states before and after a law.
    """
    return _gap(ours, theirs, _absolute, draws=draws, seed=seed)


def permuted_gap(
    ours: Sequence[Pair], theirs: Sequence[Pair], *, draws: int = DRAWS, seed: int = SEED
) -> float | None:
    """Return the two-sided p of `gap_of_changes`: how often mixed groups differ as much.

    Members are dealt to the two groups at random; (hits + 1) ÷ (draws + 1), so never zero
    (Phipson & Smyth 2010). None when there is no gap to speak of.
    """
    return _permuted(ours, theirs, _relative, draws=draws, seed=seed)


def permuted_means(
    ours: Sequence[float], theirs: Sequence[float], *, draws: int = DRAWS, seed: int = SEED
) -> float | None:
    """Return the two-sided p that two means differ, by dealing the values anew (Fisher 1935)."""
    mine, others = ([(0.0, value) for value in values] for values in (ours, theirs))
    return _permuted(mine, others, _absolute, draws=draws, seed=seed)


def _relative(before: Any, after: Any) -> Any:
    return after / np.where(before > 0, before, np.nan) - 1


def _absolute(before: Any, after: Any) -> Any:
    return after - before


def _means(values: Any, draws: int, random: Any) -> tuple[Any, Any]:
    """Return `draws` means before and after of as many members drawn with replacement."""
    size, step = len(values), max(1, _AT_ONCE // len(values))
    parts = [
        values[random.integers(0, size, (min(step, draws - done), size))].mean(axis=1)
        for done in range(0, draws, step)
    ]
    drawn = np.concatenate(parts)
    return drawn[:, 0], drawn[:, 1]


def _gap(
    ours: Sequence[Pair], theirs: Sequence[Pair], change: Any, *, draws: int, seed: int
) -> Interval | None:
    if min(len(ours), len(theirs)) < 2:
        return None
    random = np.random.default_rng(seed)
    groups = [np.asarray(sorted(group), dtype=np.float64) for group in (ours, theirs)]
    estimate = _between(change, *(group.mean(axis=0)[:, None] for group in groups)).item()
    if np.isnan(estimate):
        return None
    drawn = [change(*_means(group, draws, random)) for group in groups]
    low, high = np.nanpercentile(drawn[0] - drawn[1], [2.5, 97.5])
    return Interval(float(estimate), float(low), float(high))


def _permuted(
    ours: Sequence[Pair], theirs: Sequence[Pair], change: Any, *, draws: int, seed: int
) -> float | None:
    if min(len(ours), len(theirs)) < 2:
        return None
    everyone = np.asarray([*sorted(ours), *sorted(theirs)], dtype=np.float64)
    size, total = len(ours), everyone.sum(axis=0)
    gap = abs(_split(everyone[:size].sum(axis=0)[:, None], total, size, len(everyone), change))
    if np.isnan(gap).any():
        return None
    random = np.random.default_rng(seed)
    picks = np.stack(
        [
            everyone[random.choice(len(everyone), size, replace=False, shuffle=False)].sum(axis=0)
            for _ in range(draws)
        ]
    )
    others = np.abs(_split(picks.T, total, size, len(everyone), change))
    hits = int(np.count_nonzero(others >= gap * (1 - 1e-12)))
    return (hits + 1) / (draws + 1)


def _split(sums: Any, total: Any, size: int, everyone: int, change: Any) -> Any:
    ours, theirs = sums / size, (total[:, None] - sums) / (everyone - size)
    return change(ours[0], ours[1]) - change(theirs[0], theirs[1])


def _between(change: Any, ours: Any, theirs: Any) -> Any:
    return change(ours[0], ours[1]) - change(theirs[0], theirs[1])
