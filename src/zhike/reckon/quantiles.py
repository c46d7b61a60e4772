"""Exact quantiles of sorted values and the grades between them."""

import math
from collections.abc import Sequence

from zhike.reckon.shares import Number, exact

FIFTHS = (0.2, 0.4, 0.6, 0.8)


def quantile(ordered: Sequence[Number], share: Number) -> float | None:
    """Return the value below which `share` (0-1) of the ascending values lie; None without values.

    Linear interpolation between the two neighbours of position (n − 1) × share, counted from 0 and
    reckoned in fractions: the same thresholds as row_number() and count give in SQL, on any engine.
    """
    if not ordered:
        return None
    position = (len(ordered) - 1) * exact(share)
    below = math.floor(position)
    above = min(below + 1, len(ordered) - 1)
    low, high = exact(ordered[below]), exact(ordered[above])
    return float(low + (high - low) * (position - below))


def thresholds(values: Sequence[Number], shares: Sequence[Number] = FIFTHS) -> tuple[float, ...]:
    """Return the quantiles of unsorted values at the given shares, empty without values."""
    ordered = sorted(values)
    found = (quantile(ordered, share) for share in shares)
    return tuple(value for value in found if value is not None)


def grade(value: Number, limits: Sequence[Number]) -> int:
    """Return 1 + the number of limits strictly below the value; ties share a grade."""
    return 1 + sum(limit < value for limit in limits)


def median(values: Sequence[Number]) -> float | None:
    """Return the middle of the values, None when there are none."""
    return quantile(sorted(values), 0.5)
