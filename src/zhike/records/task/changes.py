"""Writing tasks."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from zhike.act.tasks import TaskDraft
from zhike.records.account.models import Account
from zhike.records.customer.scope import customers_for
from zhike.records.history.changes import write_line
from zhike.records.task.models import Task
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer


@transaction.atomic
def create_tasks(
    viewer: Viewer,
    drafts: Sequence[TaskDraft],
    *,
    plan: str,
    run_id: int | None,
    at: datetime,
    finding_id: int | None = None,
) -> list[int]:
    """Create the drafted tasks for the customers' owners; an open one of the plan stays alone.

    `finding_id` links them to the finding they came from (S3-30). Returns the ids of the new
    tasks. Customers outside the Viewer's rows are left out.
    """
    wanted = {draft.customer_id: draft for draft in drafts}
    owners = dict(customers_for(viewer).filter(pk__in=list(wanted)).values_list("id", "owner_id"))
    open_already = set(
        Task.objects.filter(plan=plan, state="待办", customer_id__in=list(owners)).values_list(
            "customer_id", flat=True
        )
    )
    made = []
    for customer_id, draft in wanted.items():
        if customer_id not in owners or customer_id in open_already:
            continue
        owner_id = owners[customer_id]
        task = Task.objects.create(
            customer_id=customer_id, title=draft.title, why=draft.why, plan=plan,
            owner_id=owner_id or viewer.account_id, due_on=draft.due_on, run_id=run_id,
            finding_id=finding_id,            created_at=at, created_by_id=viewer.account_id,
        )  # fmt: skip
        _line("建任务", task, viewer, at, after={"title": task.title, "due_on": task.due_on})
        made.append(task.pk)
    return made


@transaction.atomic
def close_task(viewer: Viewer, task_id: int, *, outcome: str, at: datetime) -> None:
    """Mark a task done, with a word on what came of it."""
    task = _open_task(viewer, task_id)
    task.state, task.outcome, task.closed_at = "完成", outcome, at
    task.save(update_fields=["state", "outcome", "closed_at"])
    _line("完成任务", task, viewer, at, after={"outcome": outcome})


@transaction.atomic
def reopen_task(viewer: Viewer, task_id: int, *, at: datetime) -> None:
    """Take back that a task was closed."""
    task = Task.objects.filter(customer__in=customers_for(viewer), pk=task_id).first()
    if task is None:
        raise Refused(_("没有任务 %(task_id)s，或它不在您的范围内。") % {"task_id": task_id})
    task.state, task.closed_at = "待办", None
    task.save(update_fields=["state", "closed_at"])
    _line("重开任务", task, viewer, at)


@transaction.atomic
def postpone_task(viewer: Viewer, task_id: int, *, due_on: date, at: datetime) -> date:
    """Give a task another day; returns the day it had."""
    task = _open_task(viewer, task_id)
    before = task.due_on
    task.due_on = due_on
    task.save(update_fields=["due_on"])
    _line("推迟任务", task, viewer, at, before={"due_on": before}, after={"due_on": due_on})
    return before


@transaction.atomic
def hand_over_task(viewer: Viewer, task_id: int, *, owner_id: int, at: datetime) -> int | None:
    """Give a task to another person; returns whose it was."""
    if not viewer.can("assign"):
        raise Refused(_("您的角色不能转派任务，请找销售经理。"))
    if not Account.objects.filter(pk=owner_id, is_active=True).exists():
        raise Refused(_("没有这个人，或账号已停用。请另选一位。"))
    task = _open_task(viewer, task_id)
    before = task.owner_id
    task.owner_id = owner_id
    task.save(update_fields=["owner"])
    _line("转派任务", task, viewer, at, before={"owner_id": before}, after={"owner_id": owner_id})
    return before


@transaction.atomic
def withdraw_tasks(viewer: Viewer, *, plan: str, made_at: datetime, at: datetime) -> int:
    """Cancel the still open tasks the Viewer made from a plan at one moment; returns how many."""
    rows = Task.objects.select_for_update(of=("self",)).filter(
        customer__in=customers_for(viewer), plan=plan, created_at=made_at,
        created_by_id=viewer.account_id, state="待办",
    )  # fmt: skip
    found = list(rows)
    for task in found:
        task.state, task.closed_at = "取消", at
        task.save(update_fields=["state", "closed_at"])
        _line("取消任务", task, viewer, at)
    return len(found)


def _open_task(viewer: Viewer, task_id: int) -> Task:
    rows = Task.objects.select_for_update(of=("self",)).filter(customer__in=customers_for(viewer))
    task = rows.filter(pk=task_id, state="待办").first()
    if task is None:
        raise Refused(
            _("任务 %(task_id)s 不存在、已关闭，或不在您的范围内。") % {"task_id": task_id}
        )
    return task


def _line(action: str, task: Task, viewer: Viewer, at: datetime, **values: Any) -> None:
    write_line(
        action, "task", task.pk, customer_id=task.customer_id, by=viewer.account_id, at=at, **values
    )
