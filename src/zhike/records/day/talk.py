"""One call of the day: the follow-up is kept and what was due is done, or all is put off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from zhike.records.customer.scope import customers_for, insist
from zhike.records.history.changes import write_line
from zhike.records.interaction.changes import Note, add_follow_up, remove_follow_up
from zhike.records.interaction.models import Interaction
from zhike.records.revision.changes import next_rev
from zhike.records.task.changes import close_task, postpone_task, reopen_task
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer


@transaction.atomic
def keep_talk(
    viewer: Viewer, customer_id: int, note: Note, *, tasks: Sequence[int], at: datetime
) -> int:
    """Keep a follow-up and close the tasks it answers; returns the follow-up's id."""
    interaction = add_follow_up(viewer, customer_id, note, at=at)
    for task_id in tasks:
        close_task(viewer, task_id, outcome=note.summary[:500], at=at)
    return interaction


@transaction.atomic
def take_back_talk(
    viewer: Viewer, interaction_id: int, *, tasks: Sequence[int], at: datetime
) -> None:
    """Take back a follow-up and open the tasks it had closed again."""
    remove_follow_up(viewer, interaction_id, at=at)
    for task_id in tasks:
        reopen_task(viewer, task_id, at=at)


@dataclass(frozen=True, slots=True)
class PutOff:
    """The days tasks and promises had before they were put off, for undoing."""

    tasks: Mapping[int, date] = field(default_factory=dict)
    promises: Mapping[int, date] = field(default_factory=dict)


@transaction.atomic
def put_off(
    viewer: Viewer, *, tasks: Mapping[int, date], promises: Mapping[int, date], at: datetime
) -> PutOff:
    """Give tasks and promised next steps another day each; returns the days they had."""
    return PutOff(
        {
            task_id: postpone_task(viewer, task_id, due_on=day, at=at)
            for task_id, day in tasks.items()
        },
        {row_id: _move_promise(viewer, row_id, day, at) for row_id, day in promises.items()},
    )


def _move_promise(viewer: Viewer, interaction_id: int, day: date, at: datetime) -> date:
    insist(viewer, "note", "推迟下一步")
    rows = Interaction.objects.live().select_for_update(of=("self",))
    row = rows.filter(pk=interaction_id, customer__in=customers_for(viewer)).first()
    if row is None or row.next_due_on is None:
        raise Refused(_("这个下一步已经不在了，请刷新后再试。"))
    before: date = row.next_due_on
    row.next_due_on, row.rev = day, next_rev()
    row.save(update_fields=["next_due_on", "rev"])
    write_line(
        "推迟下一步", "interaction", row.pk, customer_id=row.customer_id, by=viewer.account_id,
        at=at, before={"next_due_on": before}, after={"next_due_on": day},
    )  # fmt: skip
    return before
