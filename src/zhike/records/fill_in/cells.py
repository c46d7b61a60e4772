"""Cells that were given, as a list: where each stands, who filled it in and when, or why not."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from zhike.records.customer.named import shown_name
from zhike.records.fill_in.filled_by import filled_by
from zhike.records.fill_in.state import (
    FILLED,
    MISSING,
    OVERDUE,
    Cells,
    cells_for,
    fillable,
    is_open,
)
from zhike.records.playbook_version.lookups import active_playbook
from zhike.words.field import FieldSpec
from zhike.words.viewer import Viewer

MOST = 200
STATES = ("open", "overdue", "done", "excused")


@dataclass(frozen=True, slots=True)
class CellRow:
    """One cell of the list; `by` and `at` say who filled it in, or who said why it can't be."""

    customer_id: int
    customer: str
    number: str
    spec: FieldSpec
    owner: str
    due_on: date
    state: str
    by: str = ""
    at: datetime | None = None
    reason: str = ""


def cells_listed(
    viewer: Viewer, *, today: date, state: str = "", owner_id: int | None = None,
    giving_id: int | None = None,
) -> tuple[int, list[CellRow]]:  # fmt: skip
    """Return how many cells stand so within the Viewer's rows, and the first of them."""
    rows = cells_for(viewer, active_playbook()).filter(_standing(state, today))
    if owner_id is not None:
        rows = rows.filter(who=owner_id)
    if giving_id is not None:
        rows = rows.filter(giving_id=giving_id)
    return rows.count(), _listed(viewer, rows, today)


def _standing(state: str, today: date) -> Q:
    conditions = {
        "open": is_open(),
        "overdue": is_open() & Q(giving__due_on__lt=today),
        "done": Q(filled=True),
        "excused": Q(filled=False) & ~Q(excuse=""),
    }
    return conditions.get(state, Q())


def _listed(viewer: Viewer, rows: Cells, today: date) -> list[CellRow]:
    known = fillable(active_playbook())
    beside = ("customer__owner", "to", "giving", "excused_by")
    some = list(rows.select_related(*beside).order_by("giving__due_on", "id")[:MOST])
    done = [(cell.customer_id, known[cell.path]) for cell in some if cell.filled]
    written = filled_by(done)
    return [
        _row(
            cell,
            known[cell.path],
            written.get((cell.customer_id, cell.path)),
            today,
            name=shown_name(viewer, cell.customer),
        )
        for cell in some
    ]


def _row(
    cell: Any, spec: FieldSpec, written: tuple[str, datetime] | None, today: date, *, name: str
) -> CellRow:
    customer = cell.customer
    by, at = written or (cell.excused_by.name if cell.excused_by else "", cell.excused_at)
    late = OVERDUE if cell.giving.due_on < today else MISSING
    return CellRow(
        customer_id=customer.pk,
        customer=name or _("（待补充名称）"),
        number=customer.external_id or customer.number,
        spec=spec,
        owner=(customer.owner or cell.to).name,
        due_on=cell.giving.due_on,
        state=FILLED if cell.filled else cell.excuse or late,
        by=by,
        at=at,
        reason="" if cell.filled else cell.reason,
    )
