"""What hangs on a customer and moves with it, and what stays where it was said."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model, Q

from zhike.records.attachment.models import Attachment
from zhike.records.card.models import CardLink
from zhike.records.collaborator.models import Ask, Collaborator
from zhike.records.contact.models import Contact
from zhike.records.customer.models import Customer
from zhike.records.handin.models import HandIn
from zhike.records.intake.nouns import NOUNS, OF_CUSTOMERS
from zhike.records.tag.models import Tag
from zhike.records.task.models import Task
from zhike.records.verification.models import Verification

_ON_A_CARD = ("name", "title", "sex", "email", "wechat", "decision_role")
_LIVE = Q(gone_at__isnull=True)


@dataclass(frozen=True, slots=True)
class Hanging:
    """Rows of one table that name a customer in `column`; a merge moves those that are `where`.

    Rows of a batch that was taken back stay where they are; nobody sees them.
    """

    noun: str
    model: type[Model]
    where: Q = _LIVE
    column: str = "customer_id"
    born: str = "created_at"  # when a row came in

    def on(self, customer_ids: list[int]) -> Any:
        """Return the rows that hang on these customers, locked."""
        rows: Any = self.model._default_manager
        return rows.filter(self.where, **{f"{self.column}__in": customer_ids}).select_for_update()


HANGING: tuple[Hanging, ...] = (
    *(Hanging(noun.name, noun.model) for noun in OF_CUSTOMERS),
    Hanging("referrals", NOUNS["referrals"].model, column="brought_by_id"),
    Hanging("tags", Tag, _LIVE & Q(origin="hand"), born="at"),
    Hanging("attachments", Attachment, born="at"),
    Hanging("collaborators", Collaborator, born="at"),
    Hanging("tasks", Task, Q()),
    Hanging("asks", Ask, Q(), born="at"),
    Hanging("card_links", CardLink, Q(), born="at"),
    Hanging("hand_ins", HandIn, Q(), born="at"),
    Hanging("verifications", Verification, born="at"),
)
"""Everything a merge moves, in the order it does."""
STAYS = {
    "customer.merged_into": "the trail itself",
    "customer_merge.survivor": "the merge itself",
    "customer_alias.customer": "a number means whoever its customer went into",
    "judged_pair.a": "what was said of a pair is read along the trail",
    "judged_pair.b": "what was said of a pair is read along the trail",
    "history_line.customer": "what happened to a customer is read along the trail",
    "standing.customer": "reckoned again",
    "score.customer": "reckoned again",
    "tier_move.customer": "of a run as it was then",
    "finding_customer.customer": "of a run as it was then",
    "match_pair.a": "found again from the rows that are left",
    "match_pair.b": "found again from the rows that are left",
    "match_member.customer": "gathered again from the pairs that are left",
    "fill_in.customer": "counts for a live customer only, its state is read from the record",
    "set_aside.customer": "nothing that is set aside can be merged",
}
"""Columns that name a customer and are no business of a merge, each with the reason."""
JOURNALLED: dict[str, type[Model]] = {
    "customers": Customer,
    **{hanging.noun: hanging.model for hanging in HANGING},
}
"""Every model a merge may touch, by the name its journal uses."""


def children_of(customer_ids: list[int]) -> Iterator[tuple[Hanging, Any]]:
    """Give each row that hangs on these customers with the table it is of."""
    for hanging in HANGING:
        yield from ((hanging, row) for row in hanging.on(customer_ids))


def twin_of(noun: str, row: Any, survivor_id: int) -> Any | None:
    """Return what the survivor has of the like already, so that a second would count twice."""
    match noun:
        case "contacts":
            return _known_person(row, survivor_id)
        case "tags":
            rows: Any = Tag.objects.filter(_LIVE, tag=row.tag, origin="hand")
        case "collaborators":
            rows = Collaborator.objects.filter(_LIVE, account=row.account_id)
        case "tasks" if row.plan and row.state == "待办":
            rows = Task.objects.filter(plan=row.plan, state="待办")
        case _:
            return None
    return rows.filter(customer_id=survivor_id).exclude(pk=row.pk).first()


def _known_person(contact: Contact, survivor_id: int) -> Contact | None:
    """Return the survivor's contact that is this person: the same phone, and no other name."""
    if not contact.phone:
        return None
    same = Contact.objects.live().filter(customer_id=survivor_id, phone=contact.phone)
    return next(
        (
            known
            for known in same.exclude(pk=contact.pk).order_by("id")
            if not contact.name or not known.name or known.name == contact.name
        ),
        None,
    )


def brought_itself(noun: str, row: Any, house: set[int]) -> bool:
    """Say whether a referral would have a customer bring itself, once these are one."""
    return noun == "referrals" and {row.customer_id, row.brought_by_id} <= house


def aside(noun: str, at: datetime) -> dict[str, Any]:
    """Return the columns that lay a row aside."""
    return {"state": "取消", "closed_at": at} if noun == "tasks" else {"gone_at": at}


def is_aside(fields: Mapping[str, Any]) -> bool:
    """Say whether a journal entry laid its row aside."""
    return "gone_at" in fields or "closed_at" in fields


def lacking(noun: str, twin: Any, row: Any) -> dict[str, Any]:
    """Return what a person's second card says that the one that stays does not."""
    if noun != "contacts":
        return {}
    given = {name: getattr(row, name) for name in _ON_A_CARD if not getattr(twin, name)}
    own = {key: value for key, value in row.own.items() if key not in twin.own}
    return {name: value for name, value in given.items() if value} | {"own": own}
