"""Reading tasks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from zhike.act.tasks import TaskDraft
from zhike.records.customer.named import shown_name
from zhike.records.customer.scope import NotYours, customers_for, of_mine
from zhike.records.task.models import Task
from zhike.words.viewer import Viewer


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task as lists show it."""

    id: int
    customer_id: int
    customer: str
    title: str
    why: str
    plan: str
    owner: str
    owner_id: int | None
    due_on: date
    state: str
    outcome: str
    created_at: datetime
    finding_id: int | None = None  # the finding it came from (S3-30)


def tasks_for(
    viewer: Viewer, *, state: str = "待办", mine: bool = False, customer_id: int | None = None
) -> list[TaskRow]:
    """Return tasks about customers the Viewer may see, the most urgent first."""
    rows = Task.objects.filter(of_mine(viewer))
    if state:
        rows = rows.filter(state=state)
    if mine:
        rows = rows.filter(owner_id=viewer.account_id)
    if customer_id is not None:
        rows = rows.filter(customer_id=customer_id)
    found = rows.select_related("customer", "owner").order_by("due_on", "id")[:500]
    return [_row(viewer, task) for task in found]


def begins_with_own(viewer: Viewer) -> bool:
    """Say whether a list begins with the own tasks: not for one who leads others and has none."""
    own = Task.objects.filter(owner_id=viewer.account_id, state="待办")
    return viewer.scope == "own" or own.filter(of_mine(viewer)).exists()


def task_for(viewer: Viewer, task_id: int) -> TaskRow:
    """Return one task about a customer the Viewer may see; raises NotYours otherwise."""
    rows = Task.objects.filter(of_mine(viewer), pk=task_id)
    task = rows.select_related("customer", "owner").first()
    if task is None:
        raise NotYours(_("没有任务 %(task_id)s，或它不在您的范围内。") % {"task_id": task_id})
    return _row(viewer, task)


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One task a plan would make; `waits` when an open one of the plan is there already."""

    customer_id: int
    customer: str
    owner: str
    title: str
    why: str
    due_on: date
    waits: bool


def planned_for(viewer: Viewer, drafts: Sequence[TaskDraft], *, plan: str) -> list[PlannedRow]:
    """Return what making a plan's tasks would do, within the Viewer's rows; writes nothing."""
    ids = [draft.customer_id for draft in drafts]
    customers = customers_for(viewer).filter(pk__in=ids).select_related("owner").in_bulk()
    open_now = set(
        Task.objects.filter(plan=plan, state="待办", customer_id__in=list(customers)).values_list(
            "customer_id", flat=True
        )
    )
    return [
        PlannedRow(
            customer_id=customer.pk,
            customer=shown_name(viewer, customer) or customer.external_id or customer.number,
            owner=customer.owner.name if customer.owner else viewer.name,
            title=draft.title,
            why=draft.why,
            due_on=draft.due_on,
            waits=customer.pk in open_now,
        )
        for draft in drafts
        if (customer := customers.get(draft.customer_id))
    ]


def _row(viewer: Viewer, task: Task) -> TaskRow:
    customer = task.customer
    return TaskRow(
        id=task.pk,
        customer_id=task.customer_id,
        customer=shown_name(viewer, customer) or customer.external_id or customer.number,
        title=task.title,
        why=task.why,
        plan=task.plan,
        owner=task.owner.name if task.owner else "",
        owner_id=task.owner_id,
        due_on=task.due_on,
        state=task.state,
        outcome=task.outcome,
        created_at=task.created_at,
        finding_id=task.finding_id,
    )
