"""Reading what is to be filled in: by person, and as the tasks it was given in."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from zhike.records.account.models import Account
from zhike.records.fill_in.models import FillGiving
from zhike.records.fill_in.state import Cells, cells_for, counts, is_open
from zhike.records.playbook_version.lookups import active_playbook
from zhike.words.viewer import Viewer


@dataclass(frozen=True, slots=True)
class OwnerProgress:
    """How far one person is: cells that wait (`open`, of them `overdue`), done and excused."""

    owner_id: int
    owner: str
    open: int
    done: int
    overdue: int
    excused: int

    @property
    def rate(self) -> float | None:
        """Return the share that is filled in, of those that can be."""
        given = self.open + self.done
        return self.done / given if given else None


@dataclass(frozen=True, slots=True)
class FillTask:
    """What one person has to fill in of one giving: a task that closes itself."""

    giving_id: int
    owner_id: int
    owner: str
    by: str
    by_id: int
    at: datetime
    due_on: date
    why: str
    customers: int  # with cells that wait
    open: int
    done: int
    overdue: int
    excused: int
    fields: tuple[tuple[str, int], ...] = ()  # what waits, by label


@dataclass(frozen=True, slots=True)
class Giving:
    """What was handed out in one go: a task a person, those with most that waits first."""

    tasks: tuple[FillTask, ...]

    @property
    def id(self) -> int:
        """Return the giving's id."""
        return self.tasks[0].giving_id

    @property
    def due_on(self) -> date:
        """Return until when."""
        return self.tasks[0].due_on

    def sum(self, name: str) -> int:
        """Return a count of all tasks together: open, done, overdue or excused."""
        return sum(getattr(task, name) for task in self.tasks)


def fill_progress(viewer: Viewer, *, today: date) -> list[OwnerProgress]:
    """Return how far each person is, within the Viewer's rows, the most overdue first (S3-10)."""
    rows = cells_for(viewer, active_playbook()).order_by().values("who")
    found = list(rows.annotate(**counts(today=today)))
    names = _names({row["who"] for row in found})
    named = [
        OwnerProgress(owner=names[row["who"]], owner_id=row.pop("who"), **row) for row in found
    ]
    return sorted(named, key=lambda one: (-one.overdue, -one.open, one.owner))


def tasks_to_fill(viewer: Viewer, *, today: date, mine: bool = True) -> list[FillTask]:
    """Return the tasks with cells that wait, the soonest due first: one's own, or all one sees."""
    rows = cells_for(viewer, active_playbook())
    rows = rows.filter(who=viewer.account_id) if mine else rows
    return _tasks(rows, today=today, whole=False)


def given_by(viewer: Viewer, *, today: date) -> list[Giving]:
    """Return what the Viewer handed out to others and still stands, the newest first."""
    rows = cells_for(viewer, active_playbook()).filter(giving__by_id=viewer.account_id)
    others = rows.exclude(who=viewer.account_id)
    found: dict[int, list[FillTask]] = {}
    for task in _tasks(others, today=today, whole=True):
        found.setdefault(task.giving_id, []).append(task)
    return [Giving(tuple(found[one])) for one in sorted(found, reverse=True)]


def cells_waiting(viewer: Viewer, *, today: date) -> dict[str, int]:
    """Return how many own cells wait and how many of them are overdue, for 今天."""
    mine = cells_for(viewer, active_playbook()).filter(who=viewer.account_id)
    found: dict[str, int] = mine.aggregate(**counts(today=today))
    return {"open": found["open"], "overdue": found["overdue"]}


def _tasks(cells: Cells, *, today: date, whole: bool) -> list[FillTask]:
    keys = ("giving_id", "who")
    waiting = Count("customer_id", filter=is_open(), distinct=True)
    found = cells.order_by().values(*keys).annotate(customers=waiting, **counts(today=today))
    rows = [row for row in found if whole or row["open"]]
    fields = _fields(cells)
    givings = FillGiving.objects.select_related("by").in_bulk({row["giving_id"] for row in rows})
    names = _names({row["who"] for row in rows})
    made = [_task(row, givings[row["giving_id"]], names, fields) for row in rows]
    return sorted(made, key=lambda one: (one.due_on, one.giving_id, -one.open, one.owner))


def _task(
    row: dict[str, Any], giving: FillGiving, names: dict[int, str],
    fields: dict[tuple[int, int], list[tuple[str, int]]],
) -> FillTask:  # fmt: skip
    key = (row.pop("giving_id"), row.pop("who"))
    return FillTask(
        giving_id=key[0], owner_id=key[1], owner=names[key[1]], by=giving.by.name,
        by_id=giving.by_id, at=giving.at, due_on=giving.due_on, why=giving.why,
        fields=tuple(fields.get(key, ())), **row,
    )  # fmt: skip


def _fields(cells: Cells) -> dict[tuple[int, int], list[tuple[str, int]]]:
    """Return what waits of each giving and person, by the labels of the fields."""
    playbook = active_playbook()
    rows = cells.filter(is_open()).order_by().values("giving_id", "who", "path")
    found: dict[tuple[int, int], list[tuple[str, int]]] = {}
    for row in rows.annotate(n=Count("id")).order_by("-n", "path"):
        label = playbook.field(row["path"]).label
        found.setdefault((row["giving_id"], row["who"]), []).append((label, row["n"]))
    return found


def _names(ids: set[int]) -> dict[int, str]:
    known = dict(Account.objects.filter(pk__in=ids).values_list("id", "name"))
    return {one: known.get(one, _("待分配")) for one in ids}
