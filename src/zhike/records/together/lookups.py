"""Who works with a customer beside its owner, and what is asked."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from zhike.records.account.models import Account
from zhike.records.collaborator.models import Ask, Collaborator
from zhike.records.customer.named import shown_name
from zhike.records.customer.scope import NotYours, customers_for
from zhike.words.viewer import Viewer


@dataclass(frozen=True, slots=True)
class CollaboratorRow:
    """One person who works with a customer."""

    id: int
    account_id: int
    name: str
    team: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AskRow:
    """One question to the owner of a customer, as whoever may answer it sees it."""

    id: int
    customer_id: int
    customer: str
    asker: str
    team: str
    kind: str
    why: str
    at: datetime
    answer: str
    answered_by: str


def collaborators_of(customer_id: int) -> list[CollaboratorRow]:
    """Return who works with a customer that was looked up with a Viewer."""
    rows = Collaborator.objects.filter(customer_id=customer_id, gone_at=None)
    return [
        CollaboratorRow(row.pk, row.account_id, row.account.name, team_of(row.account), row.at)
        for row in rows.select_related("account__team").order_by("id")
    ]


def team_of(account: Any) -> str:
    """Return the name of somebody's team, or nothing."""
    return account.team.name if account.team else ""


def ask_for(viewer: Viewer, ask_id: int) -> AskRow:
    """Return a question about one of the Viewer's customers; raises NotYours otherwise."""
    row = ask_row(viewer, ask_id)
    return AskRow(
        id=row.pk,
        customer_id=row.customer_id,
        customer=shown_name(viewer, row.customer) or _("（待补充名称）"),
        asker=row.asker.name,
        team=team_of(row.asker),
        kind=row.kind,
        why=row.why,
        at=row.at,
        answer=row.answer,
        answered_by=row.answered_by.name if row.answered_by else "",
    )


def ask_row(viewer: Viewer, ask_id: int) -> Ask:
    """Return the row of a question about one of the Viewer's customers."""
    rows = Ask.objects.select_related("customer__owner", "asker__team", "answered_by")
    row = rows.filter(pk=ask_id, customer__in=customers_for(viewer)).first()
    if row is None or row.asker_id == viewer.account_id:
        raise NotYours(_("没有这条申请，或它不归您答复。"))
    return row


def who_answers(customer: Any) -> list[Account]:
    """Return the owner and the managers of the owner's team; without an owner, who assigns."""
    active = Account.objects.filter(is_active=True).select_related("role")
    owner = customer.owner if customer.owner and customer.owner.is_active else None
    if owner is not None:
        leaders = active.filter(role__scope="team", team_id=owner.team_id) if owner.team_id else []
        return [owner, *(one for one in leaders if one.pk != owner.pk and _assigns(one))]
    return [one for one in active.filter(role__scope="all") if _assigns(one)]


def _assigns(account: Account) -> bool:
    return "assign" in account.role.rights
