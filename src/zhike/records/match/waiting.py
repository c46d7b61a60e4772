"""The groups that wait for somebody, read from those kept ready; only stale ones are made anew."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, Q, Sum

from zhike.records.match.clusters import clusters_of, loose_customers, members_of
from zhike.records.match.found import Group
from zhike.records.match.grouping import groups_of
from zhike.records.match.models import MatchGroup, MatchMember
from zhike.records.match.open_pairs import groups_within
from zhike.records.match.ready import Ready, ready_for
from zhike.records.rows import among, as_one, holding
from zhike.words.viewer import Viewer

_ORDER = ("later", "-amount_fen", "first", "id")
_OPEN = Q(relation="")
_AT_ONCE = 2_000
Place = tuple[bool, int, tuple[int, ...]]


class Counted(NamedTuple):
    """How many groups wait, and of those that may be one: how many, sure ones, the money."""

    total: int
    groups: int
    sure: int
    amount_fen: int


class Tally(NamedTuple):
    """Groups of one set of rules: `is_free` when nothing keeps them from being merged, and they
    are no matter for later; how many there are, and their money.
    """

    rules: tuple[str, ...]
    is_free: bool
    is_sure: bool
    groups: int
    amount_fen: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """The groups of one Viewer's rows, most money first, what was put off last (S0-11, S3-09).

    `kept` is a query of those that stand, `fresh` those made just now, in order. They share no
    customer. The groups it gives have no names.
    """

    kept: Any
    fresh: Sequence[Group]

    def counted(self) -> Counted:
        """Return how many there are, without reading them."""
        kept = self.kept.aggregate(
            total=Count("id"),
            groups=Count("id", filter=_OPEN),
            sure=Count("id", filter=_OPEN & Q(is_sure=True)),
            amount=Sum("amount_fen", filter=_OPEN),
        )
        mine = [group for group in self.fresh if not group.relation]
        return Counted(
            kept["total"] + len(self.fresh),
            kept["groups"] + len(mine),
            kept["sure"] + sum(group.is_sure for group in mine),
            (kept["amount"] or 0) + sum(group.amount_fen for group in mine),
        )

    def some(self, start: int, most: int) -> list[Group]:
        """Return `most` groups from a place on."""
        begin = max(0, start - len(self.fresh))  # so many kept ones stand before, at least
        kept = [_group(row) for row in self.kept.order_by(*_ORDER)[begin : start + most]]
        if begin and not kept:
            return []
        before = bisect_left(self.fresh, place(kept[0]), key=place) if begin else 0
        here = sorted([*kept, *self.fresh[before : start + most]], key=place)
        return here[start - begin - before :][:most]

    def of(self, ids: Sequence[int]) -> Group | None:
        """Return the group of exactly these customers, None when there is none."""
        wanted = tuple(sorted(ids))
        row = self._row(wanted)
        return _group(row) if row else next((one for one in self.fresh if one.ids == wanted), None)

    def rank(self, group: Group) -> int:
        """Return how many groups stand before one."""
        kept = self.kept.filter(self._before(group)).count()
        return int(kept) + bisect_left(self.fresh, place(group), key=place)

    def after(self, group: Group) -> Group | None:
        """Return the group that follows one, None behind the last."""
        others = self.kept.exclude(self._before(group)).exclude(ids=_text(group.ids))
        at = bisect_right(self.fresh, place(group), key=place)
        found = [_group(row) for row in others.order_by(*_ORDER)[:1]]
        return min([*found, *self.fresh[at : at + 1]], key=place, default=None)

    def every(self) -> list[Group]:
        """Return all of them, for work that nobody sits in front of."""
        kept = (_group(row) for row in self.kept.iterator(_AT_ONCE))
        return sorted([*kept, *self.fresh], key=place)

    def tallies(self, *, sure: float) -> list[Tally]:
        """Return how many groups and how much money there are for each set of rules.

        `sure` is from which probability on a group is counted as sure.
        """
        certain = Q(is_sure=True, probability__gte=sure)
        told = self.kept.order_by().annotate(
            is_free=Q(later=False, relation="", veto=""), is_certain=certain
        )
        by = told.values_list("rules", "is_free", "is_certain").annotate(
            n=Count("id"), fen=Sum("amount_fen")
        )
        kept = [Tally(_rules(rules), *others) for rules, *others in by]
        return kept + [
            Tally(
                one.rules, not (one.later or one.relation or one.veto),
                one.is_sure and one.probability >= sure, 1, one.amount_fen,
            )
            for one in self.fresh
        ]  # fmt: skip

    def rule_counts(self) -> Counter[str]:
        """Return in how many groups each rule holds, whatever else is said of them."""
        found = Counter[str]()
        for one in self.tallies(sure=0.0):
            found.update(dict.fromkeys(one.rules, one.groups))
        return found

    def _row(self, ids: tuple[int, ...]) -> Any:
        cluster = MatchMember.objects.filter(customer_id__in=ids[:1]).values_list("cluster").first()
        return cluster and self.kept.filter(cluster=cluster[0], ids=_text(ids)).order_by().first()

    def _before(self, group: Group) -> Q:
        """Return the condition of what stands before a group; equal ones stand as kept."""
        row = self._row(group.ids)
        alike = Q(later=group.later, amount_fen=group.amount_fen)
        return (
            Q(later__lt=group.later)
            | Q(later=group.later, amount_fen__gt=group.amount_fen)
            | (alike & Q(first__lt=group.id))
            | (alike & Q(first=group.id, id__lt=row.pk if row else 0))
        )


def waiting_for(viewer: Viewer, *, ready: Ready | None = None) -> Waiting:
    """Return the groups that wait for a Viewer, of the rows that are both live and the Viewer's.

    Kept groups hold the whole book. Where somebody sees a part of a cluster only, or it was judged
    or written since, its groups are made of the pairs between those customers that are seen.
    `ready` may be given by who read it since the last comparison.
    """
    loose = loose_customers()  # in front: a comparison that ends meanwhile leaves too many, not few
    stale = set(clusters_of(loose))
    kept: Any = MatchGroup.objects.all()
    fresh = groups_of(groups_within(viewer, among=loose.union(members_of(stale))))
    if viewer.scope != "all":
        ready = ready or ready_for(viewer)
        kept = holding(kept, "cluster", sorted(ready.whole - stale))
        fresh += ready.without(loose, stale)
    elif stale:
        kept = kept.extra(where=[f"NOT {among('cluster')}"], params=[as_one(sorted(stale))])  # noqa: S610
    return Waiting(kept, sorted(fresh, key=place))


def place(group: Group) -> Place:
    """Return by what groups stand in order."""
    return group.later, -group.amount_fen, group.ids


def _group(row: MatchGroup) -> Group:
    return Group(
        row.first, tuple(map(int, row.ids.split(","))), (), row.is_sure, row.later, row.amount_fen,
        row.weight, row.probability, row.relation, row.veto,
        _rules(row.rules),
    )  # fmt: skip


def _rules(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n")) if text else ()


def _text(ids: Sequence[int]) -> str:
    return ",".join(map(str, ids))
