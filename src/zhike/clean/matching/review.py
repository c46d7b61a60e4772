"""What a person goes through: found pairs as groups, those judged already left out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from zhike.clean.matching.groups import Pair, grouped
from zhike.clean.matching.known import APART
from zhike.clean.matching.vetoes import FORBIDDING

JUDGED_APART = ("不同", "有关联")
LATER = "以后"


@dataclass(frozen=True, slots=True)
class Met:
    """A found pair as it is kept; `said` is what a person said of it, or nothing."""

    id: int
    a: int
    b: int
    weight: float
    probability: float
    verdict: str
    relation: str
    veto: str
    rules: str = ""  # names, a line each
    said: str = ""

    @property
    def is_open(self) -> bool:
        """Say whether somebody still has to look at it."""
        return self.verdict != APART and self.said not in JUDGED_APART

    @property
    def is_forbidden(self) -> bool:
        """Say whether no group may hold it."""
        strict = self.veto in FORBIDDING and self.verdict != "duplicate"
        return strict or not self.is_open


@dataclass(frozen=True, slots=True)
class Together:
    """Customers to be looked at together, with the pairs found among them, the strongest first.

    `are_one` when duplicates tie them all; otherwise they are two that may be one, or related.
    """

    ids: tuple[int, ...]
    pairs: tuple[Met, ...]
    are_one: bool

    @property
    def is_sure(self) -> bool:
        """Say whether each pair found among them is a duplicate."""
        return self.are_one and all(pair.verdict == "duplicate" for pair in self.pairs)

    @property
    def is_later(self) -> bool:
        """Say whether a person put all of it off."""
        return all(pair.said == LATER for pair in self.pairs)

    @property
    def least(self) -> Met:
        """Return the least sure pair."""
        return self.pairs[-1]


def together(pairs: Sequence[Met], *, judged: Iterable[Pair] = ()) -> list[Together]:
    """Return the groups to look at, by their first id: what duplicates tie, then other pairs.

    `judged` are pairs a person said are not one, found or not. No group holds such a pair, nor one
    that a veto forbids; a duplicate left out of a group for that is a matter of its own.
    """
    ordered = sorted(pairs, key=lambda one: (-round(one.weight, 6), one.a, one.b))
    apart = {*judged, *((one.a, one.b) for one in ordered if one.is_forbidden)}
    sure = ((one.a, one.b) for one in ordered if one.is_open and one.verdict == "duplicate")
    groups = grouped(sure, apart=apart)
    of = {one: at for at, ids in enumerate(groups) for one in ids}
    within: list[list[Met]] = [[] for _ in groups]
    alone = []
    for pair in (one for one in ordered if one.is_open):
        at = of.get(pair.a)
        if at is not None and at == of.get(pair.b):
            within[at].append(pair)
        else:
            alone.append(Together((pair.a, pair.b), (pair,), are_one=False))
    tied = [
        Together(tuple(ids), tuple(own), are_one=True)
        for ids, own in zip(groups, within, strict=True)
    ]
    return sorted([*tied, *alone], key=lambda one: one.ids)


def same_rows(groups: Iterable[Together], codes: Mapping[int, str]) -> list[tuple[int, int, bool]]:
    """Return group, customer_id, sure of records that are one customer (S0-11).

    A record is sure when another of its group has the same credit code; `codes` has those known.
    """
    rows = []
    for at, group in enumerate((one for one in groups if one.are_one), 1):
        shared = [codes.get(one) for one in group.ids]
        for customer_id, code in zip(group.ids, shared, strict=True):
            rows.append((at, customer_id, bool(code) and shared.count(code) > 1))
    return rows
