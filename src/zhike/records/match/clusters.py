"""Clusters of customers, and which of them stand no more as they were kept."""

from typing import Any

from zhike.records.identities import touched_ids
from zhike.records.match.kept import last_stand
from zhike.records.match.models import MatchMember
from zhike.records.merge.lately import judged_lately
from zhike.records.rows import holding


def loose_clusters() -> list[int]:
    """Return the clusters whose kept groups are stale, in order."""
    stood = last_stand()
    if stood is None:
        return []
    return clusters_of(judged_lately() | touched_ids(stood.token, merged_since=stood.at))


def clusters_of(customer_ids: set[int]) -> list[int]:
    """Return the clusters that some customers belong to, in order."""
    rows: Any = holding(MatchMember.objects.all(), "customer_id", sorted(customer_ids))
    return sorted(set(rows.values_list("cluster", flat=True))) if customer_ids else []


def members_of(clusters: list[int]) -> list[int]:
    """Return the customers of some clusters."""
    rows: Any = holding(MatchMember.objects.all(), "cluster", clusters)
    return list(rows.values_list("customer_id", flat=True)) if clusters else []
