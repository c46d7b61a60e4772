"""Customers nobody follows: shown to those who may give them to somebody, name and origin only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from zhike.records.account.models import Account
from zhike.records.customer.models import Customer
from zhike.records.customer.named import shown_name
from zhike.records.customer.scope import NotYours, insist, settled
from zhike.records.history.changes import write_line
from zhike.records.kept import LiveRows
from zhike.records.revision.changes import next_rev
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Unassigned:
    """One customer without a person, as much of it as whoever hands it out needs."""

    id: int
    name: str
    number: str
    region: str
    source_channel: str
    potential: int | None
    first_contact_on: date | None


def unassigned_for(viewer: Viewer, *, limit: int = 6) -> tuple[int, list[Unassigned]]:
    """Return how many customers nobody follows and the best of them; none without `assign`."""
    rows = _unassigned(viewer).order_by("-potential", "-first_contact_on", "-id")
    return rows.count(), [_row(viewer, customer) for customer in rows[:limit]]


def unassigned_among(viewer: Viewer, customer_ids: list[int]) -> list[Unassigned]:
    """Return those of some customers whom nobody follows; none without `assign`."""
    rows = _unassigned(viewer).in_bulk(customer_ids)
    return [_row(viewer, rows[one]) for one in customer_ids if one in rows]


@transaction.atomic
def give_unassigned(
    viewer: Viewer, customer_ids: Iterable[int], *, owner_id: int, at: datetime
) -> list[int]:
    """Give customers of nobody to a person of the Viewer's teams; returns their ids."""
    insist(viewer, "assign", "分派客户")
    person = Account.objects.filter(pk=owner_id, is_active=True).first()
    if person is None or (viewer.scope != "all" and person.team_id not in viewer.team_ids):
        raise Refused(_("只能分给自己团队里在用的账号，请另选一位。"))
    wanted = sorted(set(customer_ids))
    rows = list(_unassigned(viewer).select_for_update().filter(pk__in=wanted))
    if len(rows) != len(wanted):
        raise NotYours(_("选中的客户里有刚被分走的，请刷新后再试。"))
    Customer.objects.filter(pk__in=wanted).update(owner_id=owner_id, rev=next_rev())
    for customer_id in wanted:
        write_line(
            "分派客户", "customer", customer_id, customer_id=customer_id, by=viewer.account_id,
            at=at, before={"owner_id": None}, after={"owner_id": owner_id},
        )  # fmt: skip
    return wanted


def _unassigned(viewer: Viewer) -> LiveRows[Customer]:
    rows: LiveRows[Customer] = Customer.objects.live().filter(settled(), owner__isnull=True)
    return rows if viewer.can("assign") else rows.none()


def _row(viewer: Viewer, customer: Customer) -> Unassigned:
    return Unassigned(
        id=customer.pk,
        name=shown_name(viewer, customer) or "（待补充名称）",
        number=customer.external_id or customer.number,
        region=customer.region,
        source_channel=customer.source_channel,
        potential=customer.potential,
        first_contact_on=customer.first_contact_on,
    )
