"""Reading hand-ins: who may see which, and how far each got."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from zhike.records.account.models import Account
from zhike.records.customer.scope import MayNot, row_limit
from zhike.records.handin.models import HandIn
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

TAKEN = ("接收中", "已接收")  # states of the batch that holds a hand-in
NOT_TAKEN = Q(batch=None) | ~Q(batch__state__in=TAKEN)
STATES = ("待收", "已收", "已退", "垃圾")


class NoSuchHandIn(Refused):
    """There is no such hand-in among those the Viewer may see."""

    status = 404


@dataclass(frozen=True, slots=True)
class HandInRow:
    """One hand-in as the waiting room shows it; `values` and `answers` are word for word."""

    id: int
    form_id: int | None
    form: str
    version: int
    channel: str
    label: str
    customer_id: int | None
    values: dict[str, str]
    answers: dict[str, Any]
    consent: dict[str, str]
    state: str
    at: datetime
    batch_id: int | None
    reason: str
    judged_by: str
    judged_at: datetime | None


def may_judge(viewer: Viewer) -> bool:
    """Say whether the Viewer may open the waiting room."""
    return viewer.can("forms") or viewer.can("import")


def insist_judge(viewer: Viewer) -> None:
    """Refuse who may not open the waiting room."""
    if not may_judge(viewer):
        raise MayNot(_("您的角色不能处理收到的表单，请找管理员调整权限。"))


def seen_by(viewer: Viewer) -> Q:
    """Return which hand-ins a Viewer may see: of own forms, and of own customers' cards (S3-41)."""
    if viewer.scope == "all":
        return Q()
    owners = Q(form__owner_id=viewer.account_id)
    if viewer.scope == "team":
        team = Account.objects.filter(team_id__in=sorted(viewer.team_ids))
        owners |= Q(form__owner_id__in=team.values("id"))
    return owners | (
        Q(form=None, customer__isnull=False) & row_limit(viewer, customer="customer__")
    )


def hand_ins_for(
    viewer: Viewer,
    *,
    state: str = "待收",
    form_id: int | None = None,
    ids: Sequence[int] | None = None,
    page: tuple[int, int] = (1, 50),
) -> list[HandInRow]:
    """Return hand-ins of one state, the oldest waiting first, others newest first.

    `page` is which one and how many rows it has.
    """
    insist_judge(viewer)
    rows = _asked(viewer, state, form_id)
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    order = "id" if state == "待收" else "-id"
    number, size = page
    found = rows.select_related("form", "link", "batch", "judged_by").order_by(order)
    return [_row(row) for row in found[(number - 1) * size : number * size]]


def counts_for(viewer: Viewer, *, form_id: int | None = None) -> dict[str, int]:
    """Return how many hand-ins there are of each state."""
    return {state: _asked(viewer, state, form_id).count() for state in STATES}


def waiting_for(viewer: Viewer) -> int:
    """Return how many hand-ins wait for this Viewer; nothing for who may not judge them."""
    return _asked(viewer, "待收", None).count() if may_judge(viewer) else 0


def _asked(viewer: Viewer, state: str, form_id: int | None) -> QuerySet[HandIn]:
    rows = HandIn.objects.filter(seen_by(viewer))
    if form_id is not None:
        rows = rows.filter(form_id=form_id)
    taken = Q(batch__isnull=False, batch__state__in=TAKEN)
    if state == "待收":
        return rows.filter(NOT_TAKEN, state="待收")
    return rows.filter(Q(state="已收") | taken) if state == "已收" else rows.filter(state=state)


def _row(row: HandIn) -> HandInRow:
    taken = row.batch is not None and row.batch.state in TAKEN
    return HandInRow(
        id=row.pk,
        form_id=row.form_id,
        form=str(row.form.content.get("title", "")) if row.form else "",
        version=row.version,
        channel=row.channel,
        label=row.link.label if row.link else "",
        customer_id=row.customer_id,
        values=row.values,
        answers=row.answers,
        consent=row.consent,
        state="已收" if taken else row.state,
        at=row.at,
        batch_id=row.batch_id,
        reason=row.reason,
        judged_by=row.judged_by.name if row.judged_by else "",
        judged_at=row.judged_at,
    )
