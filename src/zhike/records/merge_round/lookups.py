"""Reading the rounds one opened, or all of them for who keeps the house."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from zhike.records.customer.scope import NotYours
from zhike.records.merge.models import Merge
from zhike.records.merge_round.models import MergeRound
from zhike.words.viewer import Viewer


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One round: `sample` are places in `groups`, `answers` what was said of them."""

    id: int
    rule: str
    groups: tuple[tuple[int, ...], ...]
    sample: tuple[int, ...]
    answers: dict[int, str]
    merged: int
    left: tuple[dict[str, Any], ...]
    amount_fen: int
    unattended: bool
    state: str
    by: str
    at: datetime
    ended_at: datetime | None

    @property
    def next(self) -> int | None:
        """Return the place of the group to look at next."""
        open_ = (place for place in self.sample if place not in self.answers)
        return next(open_, None) if self.state == "抽查" else None


def rounds_of(viewer: Viewer) -> QuerySet[MergeRound]:
    """Return the rounds a Viewer may see: the own ones; all for who keeps the settings."""
    rows = MergeRound.objects.all()
    return rows if viewer.can("settings") else rows.filter(by_id=viewer.account_id)


def round_for(viewer: Viewer, round_id: int) -> RoundRow:
    """Return one round; raises NotYours for one that the Viewer may not see."""
    row = rounds_of(viewer).select_related("by").filter(pk=round_id).first()
    if row is None:
        raise NotYours(_("没有这一批，或它不是您开的。"))
    return _row(row)


def rounds_for(viewer: Viewer, *, most: int = 10) -> list[RoundRow]:
    """Return the newest rounds the Viewer may see."""
    rows = rounds_of(viewer).select_related("by").order_by("-id")[:most]
    return [_row(row) for row in rows]


def _row(row: MergeRound) -> RoundRow:
    return RoundRow(
        row.pk, row.rule, tuple(map(tuple, row.groups)), tuple(row.sample),
        {int(place): said for place, said in row.answers.items()},
        len(row.merges), tuple(row.left), row.amount_fen, row.unattended, row.state, row.by.name,
        row.at, row.ended_at,
    )  # fmt: skip


def owners_of(round_id: int) -> dict[int, list[str]]:
    """Return the names of the customers a round merged into, by their owner; for telling them."""
    merges = MergeRound.objects.values_list("merges", flat=True).get(pk=round_id)
    rows = Merge.objects.filter(pk__in=merges, survivor__owner_id__isnull=False).order_by("id")
    told: dict[int, list[str]] = {}
    for owner, name in rows.values_list("survivor__owner_id", "survivor__name"):
        told.setdefault(owner, []).append(name)
    return told


def taken_back() -> set[frozenset[int]]:
    """Return the groups somebody made two again: no rule merges them by itself any more."""
    undone = Merge.objects.filter(undone_at__isnull=False)
    return {
        frozenset((survivor, *absorbed))
        for survivor, absorbed in undone.values_list("survivor_id", "absorbed")
    }
