"""Keeping groups ready for the page: made of the pairs of the whole book by each comparison."""

from collections.abc import Collection, Sequence
from typing import Any

import polars as pl
from django.db import connection, transaction

from zhike.clean.matching.groups import grouped
from zhike.records.inserting import insert_rows
from zhike.records.match.changes import Progress
from zhike.records.match.clusters import clusters_of, tied_with
from zhike.records.match.found import Group
from zhike.records.match.grouping import groups_of
from zhike.records.match.models import MatchGroup, MatchMember
from zhike.records.match.open_pairs import groups_within
from zhike.records.match.tied import ties
from zhike.records.merge.lately import forget_notes, judged_lately, newest_note
from zhike.records.merge.lookups import amounts_of
from zhike.records.rows import CHUNK, holding

SAID = "整理疑似重复的组"
_ADD = 'UPDATE "match_group" SET "amount_fen" = %s WHERE "id" = %s'
Cluster = list[int]


def gather(changed: Collection[int] | None, *, progress: Progress) -> None:
    """Keep the groups anew; with `changed`, of the clusters these customers belong or belonged to.

    Written a part at a time, each cluster as a whole; what is broken off is done again.
    """
    noted = newest_note()
    among = None if changed is None else tied_with({*changed, *judged_lately()})
    clusters = _clusters(among)
    groups = _by_cluster(groups_of(groups_within(None, among=among)), clusters)
    _drop(sorted(_members(among) - {one for ids in clusters for one in ids}))
    for done in range(0, len(clusters), CHUNK):
        progress(done, len(clusters), SAID)
        some = clusters[done : done + CHUNK]
        _put(some, [group for ids in some for group in groups.get(ids[0], ())])
    forget_notes(noted)


def weigh_again() -> None:
    """Bring the money at stake of kept groups in step with the current analysis."""
    rows = list(MatchGroup.objects.order_by().values_list("id", "ids", "amount_fen"))
    amounts = amounts_of(MatchMember.objects.values_list("customer_id", flat=True))
    now = [(sum(amounts.get(one) or 0 for one in _ids(ids)), pk) for pk, ids, _ in rows]
    moved = [told for told, (_, _, before) in zip(now, rows, strict=True) if told[0] != before]
    for done in range(0, len(moved), CHUNK):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(_ADD, moved[done : done + CHUNK])


def _ids(text: str) -> list[int]:
    return [int(one) for one in text.split(",")]


def _clusters(among: Collection[int] | None) -> list[Cluster]:
    return grouped(ties(among))


def _by_cluster(groups: Sequence[Group], clusters: Sequence[Cluster]) -> dict[int, list[Group]]:
    cluster = {one: ids[0] for ids in clusters for one in ids}
    found: dict[int, list[Group]] = {}
    for group in groups:
        found.setdefault(cluster[group.id], []).append(group)
    return found


def _members(among: Collection[int] | None) -> set[int]:
    rows: Any = MatchMember.objects.values_list("customer_id", flat=True)
    return set(rows if among is None else holding(rows, "customer_id", sorted(among)))


def _drop(customer_ids: Sequence[int]) -> None:
    """Forget the clusters of customers nothing ties to another any more."""
    for done in range(0, len(customer_ids), CHUNK):
        with transaction.atomic():
            _forget(customer_ids[done : done + CHUNK])


@transaction.atomic
def _put(clusters: Sequence[Cluster], groups: Sequence[Group]) -> None:
    """Put clusters with their groups in place of those their customers were in."""
    _forget([one for ids in clusters for one in ids])
    members = [(one, ids[0], len(ids)) for ids in clusters for one in ids]
    insert_rows(MatchMember, pl.DataFrame(members, schema=_MEMBER, orient="row"))
    cluster = {one: at for one, at, _ in members}
    rows = [_row(group, cluster[group.id]) for group in groups]
    insert_rows(MatchGroup, pl.DataFrame(rows, schema=_GROUP, orient="row"))


def _forget(customer_ids: Sequence[int]) -> None:
    clusters = clusters_of(set(customer_ids))
    for model in (MatchGroup, MatchMember):
        rows: Any = holding(model._default_manager.all(), "cluster", clusters)
        rows.delete()


def _row(group: Group, cluster: int) -> tuple[Any, ...]:
    return (
        cluster, group.id, ",".join(map(str, group.ids)), group.is_sure, group.later,
        group.amount_fen, group.weight, group.probability, group.relation, group.veto,
        "\n".join(group.rules),
    )  # fmt: skip


_MEMBER = {"customer_id": pl.Int64, "cluster": pl.Int64, "size": pl.Int32}
_GROUP = {
    "cluster": pl.Int64, "first": pl.Int64, "ids": pl.String, "is_sure": pl.Boolean,
    "later": pl.Boolean, "amount_fen": pl.Int64, "weight": pl.Float64, "probability": pl.Float64,
    "relation": pl.String, "veto": pl.String, "rules": pl.String,
}  # fmt: skip
