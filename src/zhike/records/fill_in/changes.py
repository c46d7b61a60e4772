"""Handing empty cells out, with a day, a reason why they can't be had, and taking it back."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from zhike.records.account.models import Account
from zhike.records.customer.scope import customer_for, insist
from zhike.records.fill_in.missing import Empty, Wanted, empties
from zhike.records.fill_in.models import FillGiving, FillIn
from zhike.records.fill_in.state import EXCUSES, cells_for, fillable, live_of, told
from zhike.records.history.changes import write_line
from zhike.records.notice.changes import settle, tell
from zhike.records.playbook_version.lookups import active_playbook
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Given:
    """What was handed out: the giving, its cells and customers, and how many each person got."""

    giving_id: int
    cells: int
    customers: int
    people: dict[int, int]


@transaction.atomic
def give_cells(
    viewer: Viewer, wanted: Wanted, *, manager_id: int | None, due_on: date, at: datetime,
    why: str = "",
) -> Given:  # fmt: skip
    """Ask the owners of the Viewer's customers for empty cells, one task a person (S3-10).

    `manager_id` is asked for customers nobody follows (S2-05). Each person is told once.
    """
    insist(viewer, "assign", "分派补充")
    specs = fillable(active_playbook())
    if unknown := [path for path in wanted if path not in specs]:
        raise Refused(_("这些栏目不能分派补充：%(fields)s") % {"fields": "、".join(unknown)})
    if due_on < localdate(at):
        raise Refused(_("期限已经过了，请选今天或以后的一天。"))
    cells = empties(viewer, specs, wanted)
    if not cells:
        raise Refused(_("这些栏目没有要分派的空格：都已填好，或已分派给别人。"))
    giving = FillGiving.objects.create(
        due_on=due_on, why=why[:LONGEST], by_id=viewer.account_id, at=at
    )
    people = _hand_out(giving, cells, _manager(cells, manager_id))
    for account_id, count in people.items():
        _tell(giving, account_id, count, at=at)
    customers = len({cell.customer_id for cell in cells})
    write_line(
        "分派补充", "fill_giving", giving.pk, by=viewer.account_id, at=at, why=giving.why,
        after={"cells": len(cells), "customers": customers, "due_on": due_on},
    )  # fmt: skip
    return Given(giving.pk, len(cells), customers, people)


def _manager(cells: Sequence[Empty], manager_id: int | None) -> int:
    """Return who is asked for customers nobody follows; refuses where somebody is needed."""
    if all(cell.owner_id for cell in cells):
        return 0
    person = (
        Account.objects.select_related("role").filter(pk=manager_id or 0, is_active=True).first()
    )
    if person is None or "assign" not in person.role.rights:
        raise Refused(_("有客户没有跟进人，请选一位能分派客户的人来补充。"))
    return person.pk


def _hand_out(giving: FillGiving, cells: Sequence[Empty], manager: int) -> dict[int, int]:
    rows = [
        FillIn(giving=giving, customer_id=cell.customer_id, path=cell.path,
               to_id=cell.owner_id or manager)
        for cell in cells
    ]  # fmt: skip
    FillIn.objects.bulk_create(rows, batch_size=2_000)
    return dict(Counter(row.to_id for row in rows))


def about(giving_id: int, account_id: int) -> str:
    """Return what the notice of one person's task is about."""
    return f"fill:{giving_id}:{account_id}"


def task_address(giving_id: int, account_id: int) -> str:
    """Return where one person's task is filled in."""
    return f"/clean/fill-ins/grid/?giving={giving_id}&owner={account_id}"


def _tell(giving: FillGiving, account_id: int, count: int, *, at: datetime) -> None:
    if account_id == giving.by_id:
        return
    said = f"{giving.by.name} 请您补充 {count:,} 格客户资料，{giving.due_on} 前"
    link, what = task_address(giving.pk, account_id), about(giving.pk, account_id)
    tell(account_id, said, link=link, about=what, at=at)


@transaction.atomic
def take_back_giving(viewer: Viewer, giving_id: int, *, at: datetime) -> int:
    """Take back the cells of an own giving that still wait; returns how many they were."""
    giving = own_giving(viewer, giving_id)
    waiting = told(live_of(giving_id=giving.pk), active_playbook())
    ids = list(waiting.filter(filled=False).values_list("id", flat=True))
    people = set(FillIn.objects.filter(giving=giving).values_list("to_id", flat=True))
    FillIn.objects.filter(pk__in=ids).update(gone_at=at)
    for account_id in people:
        settle(about(giving.pk, account_id), at=at)
    write_line(
        "撤回分派补充", "fill_giving", giving.pk, by=viewer.account_id, at=at,
        after={"cells": len(ids)},
    )  # fmt: skip
    return len(ids)


@transaction.atomic
def move_due(viewer: Viewer, giving_id: int, *, due_on: date, at: datetime) -> date:
    """Give the cells of an own giving another day; returns the day they had."""
    giving = own_giving(viewer, giving_id)
    if due_on < localdate(at):
        raise Refused(_("期限已经过了，请选今天或以后的一天。"))
    before, giving.due_on = giving.due_on, due_on
    giving.save(update_fields=["due_on"])
    write_line(
        "推迟补充", "fill_giving", giving.pk, by=viewer.account_id, at=at,
        before={"due_on": before}, after={"due_on": due_on},
    )  # fmt: skip
    return before


def own_giving(viewer: Viewer, giving_id: int) -> FillGiving:
    """Return a giving of the Viewer's own, locked; refuses otherwise."""
    rows = FillGiving.objects.select_for_update().filter(pk=giving_id, by_id=viewer.account_id)
    giving = rows.first()
    if giving is None:
        raise Refused(_("没有这次分派，或它不是您派的。"))
    return giving


@transaction.atomic
def excuse_cell(
    viewer: Viewer, customer_id: int, path: str, *, excuse: str, reason: str, at: datetime
) -> None:
    """Say that a cell does not apply or can't be had, and why; an empty excuse takes it back."""
    insist(viewer, "edit", "补充资料")
    customer_for(viewer, customer_id)
    if excuse and (excuse not in EXCUSES or not reason.strip()):
        raise Refused(_("请选“不适用”或“无法取得”，并写一句原因。"))
    rows = cells_for(viewer, active_playbook()).filter(customer_id=customer_id, path=path)
    cell = FillIn.objects.select_for_update().filter(pk__in=rows.values("id")).first()
    if cell is None:
        raise Refused(_("这一格没有分派补充，不用说明原因。"))
    before = {"excuse": cell.excuse, "reason": cell.reason}
    cell.excuse, cell.reason = excuse, reason.strip()[:LONGEST] if excuse else ""
    cell.excused_by_id, cell.excused_at = (viewer.account_id, at) if excuse else (None, None)
    cell.save(update_fields=["excuse", "reason", "excused_by", "excused_at"])
    write_line(
        "补充说明", "fill_in", cell.pk, customer_id=customer_id, by=viewer.account_id, at=at,
        before=before, after={"excuse": cell.excuse, "reason": cell.reason}, why=_said(cell),
    )  # fmt: skip


def _said(cell: FillIn) -> str:
    """Return what the history says: 联系电话：无法取得（只肯用微信）."""
    label = fillable(active_playbook())[cell.path].label
    return f"{label}：{cell.excuse}（{cell.reason}）" if cell.excuse else f"{label}：又待补充"
