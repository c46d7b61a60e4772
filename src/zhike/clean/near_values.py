"""Values of one column that are likely one value written in several ways."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import polars as pl

from zhike.clean.names import match_keys

Standard = Callable[[str], str | None]  # the standard word of a way of writing
_SHORTEST = 4  # of fewer characters one makes another word: 采购 and 采销
_RARELY = 0.2  # a slip of the hand is much rarer than what was meant
# Characters by which names of one kind are told apart: 一期 and 二期, 正总 and 副总.
_TELLING = set(
    "0123456789一二三四五六七八九十甲乙丙丁东西南北中上下左右前后内外大小正副总高低初新老男女非不无"
)


@dataclass(frozen=True, slots=True)
class Near:
    """Two values or more that may be one, the commonest first; `into` is what is proposed."""

    values: tuple[str, ...]
    into: str


def near_values(counts: Mapping[str, int], *, standard: Standard | None = None) -> list[Near]:
    """Return the groups of near-equal values, those with most rows first.

    `counts` has how many rows hold each value. Two values are near when they differ in width, case,
    blanks, brackets or traditional characters alone, when a word list calls them one (`standard`),
    or when a rare one is a character off from a common one.
    """
    values = sorted(counts, key=lambda value: (-counts[value], value))
    if not values:
        return []
    keys = dict(zip(values, match_keys(pl.Series(values)), strict=True))
    told = {value: (standard(value) if standard else None) or keys[value] for value in values}
    groups: dict[str, list[str]] = defaultdict(list)
    slips = _slips(counts, keys)
    for value in values:
        groups[told[slips.get(value, value)]].append(value)
    found = [_near(group, standard) for group in groups.values() if len(group) > 1]
    return sorted(found, key=lambda near: -sum(counts[value] for value in near.values))


def _near(group: Sequence[str], standard: Standard | None) -> Near:
    words = (standard(value) for value in group) if standard else iter(())
    return Near(tuple(group), next((word for word in words if word), group[0]))


def _slips(counts: Mapping[str, int], keys: Mapping[str, str]) -> dict[str, str]:
    """Return {rare value: the common one it is a character off from}."""
    holes: dict[str, list[str]] = defaultdict(list)
    for value in sorted(counts, key=lambda value: (counts[value], value)):
        for hole in _holes(keys[value]):
            holes[hole].append(value)
    found: dict[str, str] = {}
    for alike in holes.values():
        for rare, common in pairwise(alike):
            if _is_slip(keys[rare], keys[common]) and counts[rare] <= _RARELY * counts[common]:
                found.setdefault(rare, common)
    return found


def _holes(key: str) -> Iterator[str]:
    """Give a key with one character left out, or marked: what a slip has in common with it."""
    yield key
    for at in range(len(key)):
        yield f"{key[:at]}{key[at + 1 :]}"
        yield f"{key[:at]}_{key[at + 1 :]}"


def _is_slip(one: str, other: str) -> bool:
    """Say whether two keys differ in one character that doesn't tell things apart."""
    if one == other or min(len(one), len(other)) < _SHORTEST or abs(len(one) - len(other)) > 1:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), -1)
    at = min(len(one), len(other)) if start < 0 else start
    longer = len(one) != len(other)
    short, long = sorted((one, other), key=len)
    rest = long[at + 1 :] == short[at:] if longer else one[at + 1 :] == other[at + 1 :]
    return rest and not {*one[at : at + 1], *other[at : at + 1]} & _TELLING
