"""Two counts side by side: by how much one rate is above the other, exactly."""

from zhike.reckon.intervals import Interval
from zhike.reckon.scipy_stats import scipy_stats


def rate_ratio(
    count: int,
    other: int,
    *,
    exposure: float = 1.0,
    other_exposure: float = 1.0,
    confidence: float = 0.95,
) -> Interval | None:
    """Return (count ÷ exposure) ÷ (other ÷ other_exposure) with its exact interval.

    Given their sum, the first of two Poisson counts is binomial; the interval is Clopper and
    Pearson's for that share, turned into a ratio (Przyborowski & Wilenski 1940; as poisson.test of
    R). None when the other count is zero: there is no ratio then.
    """
    if other == 0:
        return None
    ends = scipy_stats().binomtest(count, count + other).proportion_ci(confidence, method="exact")
    low, high = (_odds(float(share)) * other_exposure / exposure for share in (ends.low, ends.high))
    return Interval(count / exposure / (other / other_exposure), low, high)


def _odds(share: float) -> float:
    return share / (1 - share) if share < 1 else float("inf")
