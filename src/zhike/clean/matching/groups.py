"""Duplicates as groups in which no pair is forbidden."""

from collections.abc import Collection, Iterable

Pair = tuple[int, int]


def grouped(tied: Iterable[Pair], *, apart: Collection[Pair] = ()) -> list[list[int]]:
    """Return the sets of two and more that pairs tie together, each and all in order.

    The pairs are taken as they come, the strongest first; one that would bring a pair of `apart`
    into a set is left out.
    """
    sets = _Sets(apart)
    for a, b in tied:
        sets.tie(a, b)
    return sets.found()


def pairs_within(groups: Iterable[list[int]]) -> list[Pair]:
    """Return all pairs a < b of groups of three and more."""
    large = (group for group in groups if len(group) > 2)
    return [(a, b) for group in large for at, a in enumerate(group) for b in group[at + 1 :]]


class _Sets:
    """Sets of ids that grow together unless a forbidden pair would meet."""

    def __init__(self, apart: Collection[Pair]) -> None:
        self._members: dict[int, set[int]] = {}
        self._foes: dict[int, set[int]] = {}
        for a, b in apart:
            self._foes.setdefault(a, set()).add(b)
            self._foes.setdefault(b, set()).add(a)

    def tie(self, a: int, b: int) -> None:
        one, other = (self._members.setdefault(i, {i}) for i in (a, b))
        if one is other:
            return
        small, large = sorted((one, other), key=len)
        if any(self._foes.get(i, set()) & large for i in small):
            return
        large |= small
        for i in small:
            self._members[i] = large

    def found(self) -> list[list[int]]:
        seen = {id(ids): ids for ids in self._members.values() if len(ids) > 1}
        return sorted(sorted(ids) for ids in seen.values())
