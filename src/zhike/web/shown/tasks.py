"""Tasks in the order they press: 逾期, 今天, 本周, 以后."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from zhike.records.task.lookups import TaskRow


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """The tasks of one stretch of days; `late` ones need somebody."""

    label: str
    tasks: list[TaskRow]
    late: bool = False
    later: bool = False  # folded while nearer ones wait


def grouped(tasks: Sequence[TaskRow], *, today: date) -> list[TaskGroup]:
    """Return the groups that have tasks; a week ends on its Sunday."""
    sunday = today + timedelta(days=6 - today.weekday())
    groups = [
        TaskGroup(_("逾期"), [task for task in tasks if task.due_on < today], late=True),
        TaskGroup(_("今天"), [task for task in tasks if task.due_on == today]),
        TaskGroup(_("本周"), [task for task in tasks if today < task.due_on <= sunday]),
        TaskGroup(
            _("以后"), [task for task in tasks if task.due_on > max(today, sunday)], later=True
        ),
    ]
    return [group for group in groups if group.tasks]


def loads(tasks: Sequence[TaskRow], *, today: date) -> list[dict[str, object]]:
    """Return each person's open tasks and how many are late, the most burdened first."""
    open_now = Counter(task.owner for task in tasks)
    late = Counter(task.owner for task in tasks if task.due_on < today)
    return [
        {"name": name or _("待分配"), "open": number, "late": late[name]}
        for name, number in open_now.most_common()
    ]


def postponements(today: date) -> list[dict[str, object]]:
    """Return the days one click can move a task to."""
    monday = today + timedelta(days=7 - today.weekday())
    days = {
        monday: _("下周一"),
        today + timedelta(days=3): _("三天后"),
        today + timedelta(days=1): _("明天"),
    }
    return [{"label": label, "day": day} for day, label in sorted(days.items())]
