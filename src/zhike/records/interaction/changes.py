"""Writing follow-ups by hand."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from zhike.clean.next_step import due_date
from zhike.records.customer.scope import customer_for, insist
from zhike.records.history.changes import write_line
from zhike.records.interaction.follow import refresh_last_follow
from zhike.records.interaction.models import Interaction
from zhike.records.revision.changes import next_rev
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody writes down after talking to a customer."""

    happened_on: date
    way: str
    summary: str
    feedback: str = ""
    next_step: str = ""


@transaction.atomic
def add_follow_up(viewer: Viewer, customer_id: int, note: Note, *, at: datetime) -> int:
    """Keep a follow-up; "3日内给方案" becomes a due date (S1-24). Returns its id."""
    insist(viewer, "note", "写跟进")
    customer = customer_for(viewer, customer_id)
    if not note.summary.strip():
        raise Refused(_("请写下说了什么，再保存这次跟进。"))
    rev = next_rev()
    row = Interaction.objects.create(
        customer=customer, identity=f"手工:{rev}", rev=rev, created_at=at,
        created_by_id=viewer.account_id, owner_id=viewer.account_id, happened_on=note.happened_on,
        way=note.way, summary=note.summary.strip(), feedback=note.feedback,
        next_step=note.next_step, next_due_on=due_date(note.next_step, on=note.happened_on),
    )  # fmt: skip
    refresh_last_follow([customer_id])
    write_line(
        "写跟进", "interaction", row.pk, customer_id=customer_id, by=viewer.account_id, at=at,
        after={"summary": row.summary, "way": row.way},
    )  # fmt: skip
    return row.pk


@transaction.atomic
def remove_follow_up(viewer: Viewer, interaction_id: int, *, at: datetime) -> None:
    """Take back a follow-up one wrote oneself; it stays as a tombstone."""
    row = (
        Interaction.objects.live()
        .filter(pk=interaction_id, created_by_id=viewer.account_id)
        .first()
    )
    if row is None or row.born_batch_id is not None:
        raise Refused(_("只能撤销自己手工写的跟进。"))
    row.gone_at, row.rev = at, next_rev()
    row.save(update_fields=["gone_at", "rev"])
    refresh_last_follow([row.customer_id])
    write_line(
        "撤销跟进", "interaction", row.pk, customer_id=row.customer_id, by=viewer.account_id, at=at
    )
