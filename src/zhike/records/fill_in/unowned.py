"""Cells of customers nobody follows: whoever was asked hands the customers out first (S2-05)."""

from dataclasses import dataclass

from django.db.models import Count

from zhike.records.day.unassigned import Unassigned, unassigned_among
from zhike.records.fill_in.state import cells_for, is_open
from zhike.records.playbook_version.lookups import active_playbook
from zhike.words.viewer import Viewer

MOST = 50


@dataclass(frozen=True, slots=True)
class Unowned:
    """One customer nobody follows, with how many of its cells the Viewer was asked for."""

    customer: Unassigned
    cells: int


def unowned_for(viewer: Viewer) -> list[Unowned]:
    """Return the customers without a person whose cells the Viewer was asked for, most first."""
    if not viewer.can("assign"):
        return []
    mine = cells_for(viewer, active_playbook()).filter(is_open(), customer__owner=None)
    waiting = mine.filter(to_id=viewer.account_id).order_by().values("customer_id")
    rows = waiting.annotate(n=Count("id")).order_by("-n", "customer_id")[:MOST]
    counted = {row["customer_id"]: row["n"] for row in rows}
    return [Unowned(one, counted[one.id]) for one in unassigned_among(viewer, list(counted))]
