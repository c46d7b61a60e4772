"""Cells to fill in, as a block of 今天: until when, and where."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from zhike.records.fill_in.lookups import FillTask, tasks_to_fill
from zhike.records.said import said
from zhike.web.shown.fill_in import days_left
from zhike.web.shown.today import Asking, Block, cell, number, right

SHOWN = 3


def fill_block(asking: Asking) -> list[Block]:
    """Return the block of one's tasks to fill cells in, nothing where none wait (S3-10)."""
    tasks = tasks_to_fill(asking.viewer, today=asking.today)
    if not tasks:
        return []
    title = _("请您补充 %(n)s 格客户资料") % {"n": sum(task.open for task in tasks)}
    lines = [_line(task, asking) for task in tasks[:SHOWN]]
    columns = [_("栏目"), _("谁派的"), right(_("期限"))]
    return [Block(title, columns, lines, more=(_("待补充"), reverse("fill_ins")))]


def _line(task: FillTask, asking: Asking) -> list[dict[str, object]]:
    fields = _(" · ").join(f"{said(label)} {n}" for label, n in task.fields)
    late = task.due_on <= asking.today
    when = number(days_left(task.due_on, asking.today), heed=late)
    return [cell(fields, task_url(task)), cell(task.by), when]


def task_url(task: FillTask) -> str:
    """Return the grid of one person's task."""
    asked = urlencode({"giving": task.giving_id, "owner": task.owner_id})
    return f"{reverse('fill_grid')}?{asked}"
