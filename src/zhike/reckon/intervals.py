"""Intervals around a share and around a difference of means, for every sentence with a number."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

from zhike.reckon.scipy_stats import scipy_stats


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate with the ends between which the truth likely lies."""

    estimate: float
    low: float
    high: float

    @property
    def covers_zero(self) -> bool:
        """Say whether no difference at all is still possible (无法确认)."""
        return self.low <= 0 <= self.high


def wilson(hits: int, n: int, *, confidence: float = 0.95) -> Interval | None:
    """Return the Wilson interval of the share hits ÷ n, or None when n is zero."""
    if n == 0:
        return None
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share, spread = hits / n, z * z / n
    centre = (share + spread / 2) / (1 + spread)
    half = z * math.sqrt(share * (1 - share) / n + spread / (4 * n)) / (1 + spread)
    low = 0.0 if hits == 0 else max(0.0, centre - half)
    high = 1.0 if hits == n else min(1.0, centre + half)
    return Interval(share, low, high)


def welch(
    ours: Sequence[float], theirs: Sequence[float], *, confidence: float = 0.95
) -> Interval | None:
    """Return the Welch interval of mean(ours) − mean(theirs).

    None when a group has fewer than two values or neither group varies.
    """
    if min(len(ours), len(theirs)) < 2 or len(set(ours)) == len(set(theirs)) == 1:
        return None
    ends = scipy_stats().ttest_ind(ours, theirs, equal_var=False).confidence_interval(confidence)
    difference = math.fsum(ours) / len(ours) - math.fsum(theirs) / len(theirs)
    return Interval(difference, float(ends.low), float(ends.high))
