"""Is a difference real: exact tests, correction for many comparisons and the words for it."""

from collections.abc import Sequence
from typing import Literal

from zhike.reckon.scipy_stats import scipy_stats

Wording = Literal["显著", "倾向", "不显著", "样本不足"]

LEAST_N = 10  # customers a group needs before a sentence may claim anything (methods.md §3)
SURE, LIKELY = 0.05, 0.10


def fisher(hits: int, n: int, other_hits: int, other_n: int) -> float | None:
    """Return Fisher's two-sided p for two shares, or None when a group is empty (S3-39)."""
    if not n or not other_n:
        return None
    table = [[hits, n - hits], [other_hits, other_n - other_hits]]
    return float(scipy_stats().fisher_exact(table).pvalue)


def chi_square(groups: Sequence[tuple[int, int]]) -> float | None:
    """Return the χ² p that the shares of many (hits, n) groups are one share.

    None with fewer than two filled groups, or when nobody or everybody is a hit.
    """
    filled = [(hits, n - hits) for hits, n in groups if n]
    if len(filled) < 2 or not all(map(sum, zip(*filled, strict=True))):
        return None
    return float(scipy_stats().chi2_contingency(filled, correction=False).pvalue)


def poisson_rates(
    count: int, other: int, *, exposure: float = 1.0, other_exposure: float = 1.0
) -> float | None:
    """Return the exact two-sided p that two counts have the same rate (S3-32).

    Exposures are what the counts are out of, e.g. days; None when both counts are zero.
    """
    if count + other == 0:
        return None
    share = exposure / (exposure + other_exposure)
    return float(scipy_stats().binomtest(count, count + other, share).pvalue)


def difference_of_means(ours: Sequence[float], theirs: Sequence[float]) -> float | None:
    """Return Welch's two-sided p for two means, None where a group is too small or flat."""
    if min(len(ours), len(theirs)) < 2 or len(set(ours)) == len(set(theirs)) == 1:
        return None
    return float(scipy_stats().ttest_ind(ours, theirs, equal_var=False).pvalue)


def difference_of_groups(groups: Sequence[Sequence[float]]) -> float | None:
    """Return the Kruskal-Wallis p for many groups of values, None where nothing varies."""
    filled = [group for group in groups if len(group)]
    if len(filled) < 2 or len({value for group in filled for value in group}) < 2:
        return None
    return float(scipy_stats().kruskal(*filled).pvalue)


def benjamini_hochberg(ps: Sequence[float | None]) -> tuple[float | None, ...]:
    """Return the p-values corrected over all comparisons of a run; None stays None."""
    known = [p for p in ps if p is not None]
    if not known:
        return tuple(None for _ in ps)
    corrected = iter(scipy_stats().false_discovery_control(known, method="bh").tolist())
    return tuple(None if p is None else float(next(corrected)) for p in ps)


def word_for(
    p: float | None, n_min: int, effect: float | None = None, *, least_effect: float = 0.0
) -> Wording:
    """Return the word a sentence may use for a difference (methods.md §3).

    `p` is corrected already, `n_min` the size of the smallest group compared, `effect` the
    difference in its own unit; one smaller than `least_effect` is never worth a claim.
    """
    if n_min < LEAST_N or p is None:
        return "样本不足"
    if effect is not None and abs(effect) < least_effect:
        return "不显著"
    if p < SURE:
        return "显著"
    return "倾向" if p < LIKELY else "不显著"
