"""What hangs on a customer and moves with it."""

from collections.abc import Iterator
from typing import Any

from django.db import models

from zhike.records.attachment.models import Attachment
from zhike.records.collaborator.models import Collaborator
from zhike.records.contact.models import Contact
from zhike.records.customer.models import Customer
from zhike.records.intake.nouns import NOUNS
from zhike.records.referral.models import Referral
from zhike.records.tag.models import Tag
from zhike.records.task.models import Task

_BESIDE: dict[str, type[models.Model]] = {
    "attachments": Attachment,
    "collaborators": Collaborator,
}
JOURNALLED: dict[str, type[models.Model]] = {
    **{noun.name: noun.model for noun in NOUNS.values()},
    "tags": Tag,
    "tasks": Task,
    **_BESIDE,
}
"""Every model a merge may touch, by the name its journal uses."""


def children_of(customer_ids: list[int]) -> Iterator[tuple[str, Any]]:
    """Give each row that hangs on these customers with its noun: live inputs, tags by hand, tasks,
    files and people who work with them.

    Rows of a batch that was taken back stay where they are; nobody sees them.
    """
    for noun in NOUNS.values():
        if noun.parent == "customer_id":
            rows: Any = noun.model._default_manager
            found = rows.filter(customer_id__in=customer_ids, gone_at__isnull=True)
            yield from ((noun.name, row) for row in found.select_for_update())
    by_hand = Tag.objects.filter(customer_id__in=customer_ids, origin="hand", gone_at__isnull=True)
    yield from (("tags", row) for row in by_hand.select_for_update())
    for name, beside in _BESIDE.items():
        here: Any = beside._default_manager.filter(customer_id__in=customer_ids, gone_at=None)
        yield from ((name, row) for row in here.select_for_update())
    yield from (
        ("tasks", row)
        for row in Task.objects.filter(customer_id__in=customer_ids).select_for_update()
    )


def brought_by(customer_ids: list[int]) -> Any:
    """Return the live referrals these customers made, whoever it was they brought."""
    rows = Referral.objects.live().filter(brought_by_id__in=customer_ids)
    return rows.select_for_update()


def stays_behind(noun: str, row: Any, survivor: Customer) -> bool:
    """Say whether the survivor has the like already, so that a second one would count twice."""
    if noun == "contacts":
        return _is_known(row, survivor)
    if noun == "tags":
        return Tag.objects.filter(
            customer=survivor, tag=row.tag, origin="hand", gone_at__isnull=True
        ).exists()
    if noun == "collaborators":
        return Collaborator.objects.filter(
            customer=survivor, account=row.account_id, gone_at=None
        ).exists()
    if noun == "tasks" and row.plan and row.state == "待办":
        return Task.objects.filter(customer=survivor, plan=row.plan, state="待办").exists()
    return False


def _is_known(contact: Contact, survivor: Customer) -> bool:
    """Say whether the survivor has this person: the same phone, and no other name with it."""
    if not contact.phone:
        return False
    same = Contact.objects.live().filter(customer=survivor, phone=contact.phone)
    return any(not contact.name or not known.name or known.name == contact.name for known in same)
