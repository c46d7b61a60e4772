"""A task to fill cells in closes itself; until then its person is reminded."""

from datetime import datetime
from typing import Any

from django.db.models import Count
from django.utils.timezone import localdate

from zhike.records.fill_in.changes import about, task_address
from zhike.records.fill_in.models import FillIn
from zhike.records.fill_in.state import is_open, live_of, told
from zhike.records.notice.changes import settle, tell
from zhike.records.notice.models import Notice
from zhike.records.playbook_version.lookups import active_playbook


def settle_finished(customer_id: int, *, at: datetime) -> None:
    """End the notices of tasks a customer belongs to that have no cell left that waits."""
    mine = FillIn.objects.filter(customer_id=customer_id, gone_at=None)
    givings = set(mine.values_list("giving_id", flat=True))
    if not givings:
        return
    for giving_id, account_id, left in _left(giving_id__in=givings):
        if not left:
            settle(about(giving_id, account_id), at=at)


def remind(*, at: datetime) -> int:
    """Tell everybody whose cells are due today or overdue, once a day; returns how many were told.

    Notices of what others filled meanwhile end.
    """
    reminded = 0
    for giving_id, account_id, left in _left(giving__due_on__lte=localdate(at)):
        what = about(giving_id, account_id)
        if not left:
            settle(what, at=at)
        elif not _told_today(account_id, what, at):
            said = f"还有 {left:,} 格客户资料等您补充，期限已到"
            tell(account_id, said, link=task_address(giving_id, account_id), about=what, at=at)
            reminded += 1
    return reminded


def _left(**which: Any) -> list[tuple[int, int, int]]:
    """Return giving, person and how many cells wait, of the givings asked for."""
    rows = told(live_of(**which), active_playbook()).order_by().values("giving_id", "who")
    counted = rows.annotate(left=Count("id", filter=is_open()))
    return [(row["giving_id"], row["who"], row["left"]) for row in counted]


def _told_today(account_id: int, what: str, at: datetime) -> bool:
    said = Notice.objects.filter(account_id=account_id, about=what, text__startswith="还有")
    last = said.order_by("-id").first()
    return last is not None and localdate(last.at) == localdate(at)
