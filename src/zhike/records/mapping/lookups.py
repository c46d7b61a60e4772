"""Reading saved mappings: one's own, the team's, and those of who sees everything."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from zhike.collect.signature import signature_of
from zhike.records.account.models import Account
from zhike.records.mapping.models import SavedMapping
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer


@dataclass(frozen=True, slots=True)
class MappingRow:
    """One saved mapping as lists show it; `mine` may be renamed and dropped."""

    id: int
    name: str
    kind: str
    heads: list[str]
    mapping: dict[str, str]
    choices: dict[str, Any]
    by: str
    at: datetime
    mine: bool


class NoSuchMapping(Refused):
    """There is no such mapping among those the Viewer may use."""

    status = 404


def mappings_for(viewer: Viewer) -> list[MappingRow]:
    """Return the mappings the Viewer may use, the newest first."""
    rows = seen(viewer).select_related("by").order_by("-at", "-id")
    return [_row(viewer, row) for row in rows]


def mapping_fitting(viewer: Viewer, heads: Sequence[str]) -> MappingRow | None:
    """Return the mapping kept for a sheet with these heads: one's own first, the newest."""
    rows = seen(viewer).filter(signature=signature_of(heads)).select_related("by")
    fitting = sorted(rows, key=lambda row: (row.by_id == viewer.account_id, row.at), reverse=True)
    return _row(viewer, fitting[0]) if fitting else None


def mapping_for(viewer: Viewer, mapping_id: int) -> SavedMapping:
    """Return one the Viewer may use; refuses otherwise."""
    row: SavedMapping | None = seen(viewer).filter(pk=mapping_id).first()
    if row is None:
        raise NoSuchMapping(_("没有这个已存的对应，可能已被删除。"))
    return row


def mapping_row_for(viewer: Viewer, mapping_id: int) -> MappingRow:
    """Return one the Viewer may use as lists show it; refuses otherwise."""
    return _row(viewer, mapping_for(viewer, mapping_id))


def seen(viewer: Viewer) -> Any:
    """Return what the Viewer may use: who sees everything shares with everybody."""
    if viewer.scope == "all":
        return SavedMapping.objects.all()
    team = Account.objects.filter(pk=viewer.account_id).values("team_id")
    shared = Q(by__team_id__in=team) & Q(by__team_id__isnull=False)
    return SavedMapping.objects.filter(
        Q(by_id=viewer.account_id) | shared | Q(by__role__scope="all")
    )


def _row(viewer: Viewer, row: SavedMapping) -> MappingRow:
    mine = viewer.scope == "all" or row.by_id == viewer.account_id
    return MappingRow(
        row.pk, row.name, row.kind, list(row.heads), row.mapping, row.choices, row.by.name,
        row.at, mine,
    )  # fmt: skip
