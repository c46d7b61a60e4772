"""Clusters of customers, and who of them stands no more as was kept."""

from collections.abc import Collection
from typing import Any

from zhike.records.identities import touched_ids
from zhike.records.match.kept import last_stand
from zhike.records.match.models import MatchMember
from zhike.records.match.tied import ties
from zhike.records.merge.lately import judged_lately
from zhike.records.rows import holding


def loose_customers() -> set[int]:
    """Return the customers whose kept groups are stale: judged or written since, or come back."""
    stood = last_stand()
    if stood is None:
        return set()
    return tied_with(judged_lately() | touched_ids(stood.token, merged_since=stood.at))


def tied_with(ids: set[int]) -> set[int]:
    """Return customers with all that hang together with them, by pairs now or clusters before."""
    near = ids.union(*ties(ids)) if ids else ids
    return near | set(members_of(clusters_of(near)))


def clusters_of(customer_ids: set[int]) -> list[int]:
    """Return the clusters that some customers belong to, in order."""
    rows: Any = holding(MatchMember.objects.all(), "customer_id", sorted(customer_ids))
    return sorted(set(rows.values_list("cluster", flat=True))) if customer_ids else []


def members_of(clusters: Collection[int]) -> list[int]:
    """Return the customers of some clusters."""
    rows: Any = holding(MatchMember.objects.all(), "cluster", sorted(clusters))
    return list(rows.values_list("customer_id", flat=True)) if clusters else []
