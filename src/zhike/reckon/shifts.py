"""By how much one group's values lie above another's, without asking for a bell curve."""

import math
from collections.abc import Sequence
from statistics import NormalDist
from typing import Any

import numpy as np

from zhike.reckon.intervals import Interval
from zhike.reckon.scipy_stats import scipy_stats

MOST_PAIRS = 4_000_000  # beyond, the pairs of evenly spaced values of each group stand for all
_SAMPLE = 2_000
EXACT_UNTIL = 50


def mann_whitney(ours: Sequence[float], theirs: Sequence[float]) -> float | None:
    """Return the two-sided p that neither group tends to larger values (Mann & Whitney 1947).

    None where a group is empty or nothing varies.
    """
    if not len(ours) or not len(theirs) or len({*ours, *theirs}) < 2:
        return None
    return float(scipy_stats().mannwhitneyu(ours, theirs, alternative="two-sided").pvalue)


def shift(
    ours: Sequence[float], theirs: Sequence[float], *, confidence: float = 0.95
) -> Interval | None:
    """Return the Hodges-Lehmann shift, the median of all differences, with its interval.

    The ends are order statistics of the differences (Hollander & Wolfe 1973, section 4.3) at the
    normal approximation of the rank sum. None where a group has fewer than two values.
    """
    if min(len(ours), len(theirs)) < 2:
        return None
    x, y = _thinned(ours), _thinned(theirs)
    differences = np.sort(np.subtract.outer(x, y), axis=None)
    m, n = len(x), len(y)
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    below = math.floor(m * n / 2 - z * math.sqrt(m * n * (m + n + 1) / 12))
    below = max(0, min(below, (m * n - 1) // 2))
    return Interval(
        float(np.median(differences)), float(differences[below]), float(differences[-1 - below])
    )


def _thinned(values: Sequence[float]) -> Any:
    ordered = np.sort(np.asarray(values, dtype=np.float64))
    if len(ordered) <= _SAMPLE:
        return ordered
    return ordered[np.linspace(0, len(ordered) - 1, _SAMPLE).round().astype(int)]
