"""What somebody sees of the kept clusters, made once for a comparison; edits leave it true.

A customer that was judged or written since a comparison is loose, and whatever is said of it here
is asked anew. Of all others nothing changed, neither owner nor pairs, until groups are kept again.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Count, Max

from zhike.records.customer.scope import limits_of, row_limit
from zhike.records.match.found import Group
from zhike.records.match.grouping import groups_of
from zhike.records.match.kept import last_stand
from zhike.records.match.models import MatchGroup, MatchMember
from zhike.records.match.open_pairs import groups_within
from zhike.records.rows import holding
from zhike.records.score.models import AnalysisRun
from zhike.words.viewer import Viewer

MOST = 8  # whose clusters are remembered; 250,000 customers take about 10 MB


@dataclass(frozen=True, slots=True)
class Ready:
    """Of the clusters of a Viewer's rows: those seen as a whole, and the groups of the others.

    `parts` has each group with its cluster, of clusters of which two or more are seen but not all.
    """

    whole: frozenset[int]
    parts: tuple[tuple[int, Group], ...]

    def without(self, loose: Collection[int], stale: Collection[int]) -> Iterator[Group]:
        """Yield the groups of parts that still are as they were: not of stale clusters, nobody
        loose.
        """
        for cluster, group in self.parts:
            if cluster not in stale and not any(one in loose for one in group.ids):
                yield group


@dataclass(frozen=True, slots=True)
class State:
    """By what a Viewer's clusters are the same: comparison, kept groups, analysis, row limit."""

    told: tuple[object, ...]
    viewer: Viewer = field(compare=False)


def ready_for(viewer: Viewer) -> Ready:
    """Return what a Viewer who doesn't see everything sees of the kept clusters.

    Within a transaction it is read each time, since what that wrote may be taken back.
    """
    return read_ready(viewer) if connection.in_atomic_block else remembered(state_of(viewer))


def state_of(viewer: Viewer) -> State:
    """Return by what a Viewer's clusters are the same at this moment."""
    newest = MatchGroup.objects.aggregate(newest=Max("id"))["newest"]  # each keeping gives new ids
    run = AnalysisRun.objects.filter(state="当前").values_list("id", "made_at").first()
    return State((last_stand(), newest, run, limits_of(viewer)), viewer)


@lru_cache(maxsize=MOST)
def remembered(state: State) -> Ready:
    """Return what is seen in a state, read once."""
    return read_ready(state.viewer)


def read_ready(viewer: Viewer) -> Ready:
    """Return the same from the book as it is now."""
    whole, parts = _seen(viewer)
    rows: Any = holding(MatchMember.objects.all(), "cluster", sorted(parts))
    cluster = dict(rows.values_list("customer_id", "cluster"))
    groups = groups_of(groups_within(viewer, among=cluster.keys()))
    return Ready(frozenset(whole), tuple((cluster[group.id], group) for group in groups))


def _seen(viewer: Viewer) -> tuple[set[int], set[int]]:
    """Return the clusters a Viewer sees as a whole, and those of which two or more but not all.

    Customers that went are not looked for: they are loose anyway.
    """
    mine: Any = MatchMember.objects.filter(row_limit(viewer, customer="customer__")).order_by()
    sizes = mine.values_list("cluster", "size").annotate(n=Count("customer_id"))
    told = list(sizes.filter(n__gt=1))
    whole = {cluster for cluster, size, n in told if n == size}
    return whole, {cluster for cluster, _, _ in told} - whole
