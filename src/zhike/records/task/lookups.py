"""Reading tasks."""

from dataclasses import dataclass
from datetime import date, datetime

from zhike.records.customer.scope import customers_for
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


def tasks_for(
    viewer: Viewer, *, state: str = "待办", mine: bool = False, customer_id: int | None = None
) -> list[TaskRow]:
    """Return tasks about customers the Viewer may see, the most urgent first."""
    rows = Task.objects.filter(customer__in=customers_for(viewer))
    if state:
        rows = rows.filter(state=state)
    if mine:
        rows = rows.filter(owner_id=viewer.account_id)
    if customer_id is not None:
        rows = rows.filter(customer_id=customer_id)
    found = rows.select_related("customer", "owner").order_by("due_on", "id")[:500]
    return [_row(task) for task in found]


def _row(task: Task) -> TaskRow:
    return TaskRow(
        id=task.pk,
        customer_id=task.customer_id,
        customer=task.customer.name or task.customer.external_id or task.customer.number,
        title=task.title,
        why=task.why,
        plan=task.plan,
        owner=task.owner.name if task.owner else "",
        owner_id=task.owner_id,
        due_on=task.due_on,
        state=task.state,
        outcome=task.outcome,
        created_at=task.created_at,
    )
