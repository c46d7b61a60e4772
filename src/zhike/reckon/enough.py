"""How many more cases a share needs before a sentence may rest on it."""

from zhike.reckon.intervals import wilson

_MOST = 1 << 24  # beyond this nobody waits: the share itself is too low


def still_needed(hits: int, n: int, *, least: float) -> int | None:
    """Return how many more hits bring the lower end of the Wilson interval to `least`.

    0 when it is there already; None when no number that anybody could look at would do.
    """
    if _reaches(hits, n, 0, least):
        return 0
    if not _reaches(hits, n, _MOST, least):
        return None
    low, high = 0, _MOST  # not enough, enough
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _reaches(hits, n, middle, least) else (middle, high)
    return high


def _reaches(hits: int, n: int, more: int, least: float) -> bool:
    found = wilson(hits + more, n + more)
    return found is not None and found.low >= least
