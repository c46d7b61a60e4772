"""Writing who came to an activity, and taking it back."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import polars as pl
from django.db import transaction
from django.utils.translation import gettext as _

from zhike.records.activity.models import Activity
from zhike.records.attendance.lookups import CAME, attendees_of, live_activity
from zhike.records.customer.scope import NotYours, customers_for
from zhike.records.entry.bury import bury, dig_out
from zhike.records.entry.rights import insist_writer, rows_for
from zhike.records.history.changes import write_line
from zhike.records.intake.insert import ByHand, insert_part
from zhike.records.intake.nouns import NOUNS
from zhike.records.revision.changes import next_rev
from zhike.words.problem import Refused
from zhike.words.proposal import Part
from zhike.words.viewer import Viewer

ACT = "登记参加活动"


@transaction.atomic
def attend(
    viewer: Viewer, activity_id: int, customer_ids: Iterable[int], *, at: datetime
) -> list[int]:
    """Write that customers came; returns the ids of the new events, for `leave_out`.

    Each becomes an event 参与活动 on the activity's day that carries its name (S2-06). Who is on
    the sheet already is not written twice; a customer outside the Viewer's sight is refused.
    """
    insist_writer(viewer, "events", ACT)
    activity = live_activity(activity_id)
    if not activity.name:
        raise Refused(_("这场活动还没有名称，请先补上再登记参加者。"))
    wanted = set(customer_ids)
    if customers_for(viewer).filter(pk__in=wanted).count() != len(wanted):
        raise NotYours(_("选中的客户里有不在您范围内的，请刷新后再试。"))
    there = attendees_of(viewer, [activity])[activity.pk]
    fresh = sorted(wanted - {one.customer_id for one in there})
    ids = _insert(viewer, activity, fresh, at) if fresh else []
    for customer_id, event_id in zip(fresh, ids, strict=True):
        _line(viewer, f"录入{CAME}", customer_id, event_id, at, after={"detail": activity.name})
    return ids


def _insert(viewer: Viewer, activity: Activity, fresh: Sequence[int], at: datetime) -> list[int]:
    stem, nothing = f"手工:{next_rev()}", pl.lit(None, dtype=pl.String)
    rows = pl.DataFrame({"_parent": [str(one) for one in fresh]}).with_columns(
        _identity=pl.format("{}#{}", pl.lit(stem), pl.int_range(1, pl.len() + 1)),
        _fate=pl.lit("new"), _file=nothing, _sheet=nothing, _row=pl.lit(None, dtype=pl.Int64),
        event_kind=pl.lit(CAME), happened_on=pl.lit(activity.held_on), count=pl.lit(1),
        detail=pl.lit(activity.name),
    )  # fmt: skip
    found = insert_part(
        NOUNS["events"],
        Part("events", rows, ()),
        parents={str(one): one for one in fresh},
        stamp=ByHand(viewer.account_id, at),
        progress=lambda _: None,
    )
    return [found[f"{stem}#{n}"] for n in range(1, len(fresh) + 1)]


@transaction.atomic
def leave_out(viewer: Viewer, event_ids: Sequence[int], *, at: datetime) -> int:
    """Take attendees that were written by hand off the sheet; returns how many."""
    rows = _mine(viewer, event_ids)
    if any(row.born_batch_id is not None for row in rows):
        raise Refused(_("这一位是导入的，请在“收集”里撤销那次导入。"))
    bury("events", [row.pk for row in rows], at=at)
    for row in rows:
        _line(viewer, f"删除{CAME}", row.customer_id, row.pk, at, before={"detail": row.detail})
    return len(rows)


@transaction.atomic
def bring_back(viewer: Viewer, event_ids: Sequence[int], *, at: datetime) -> int:
    """Put attendees that were taken off the sheet on it again."""
    insist_writer(viewer, "events", ACT)
    dig_out("events", list(event_ids))
    for row in _mine(viewer, event_ids):
        _line(viewer, f"恢复{CAME}", row.customer_id, row.pk, at, after={"detail": row.detail})
    return len(event_ids)


def _mine(viewer: Viewer, event_ids: Sequence[int]) -> list[Any]:
    insist_writer(viewer, "events", ACT)
    rows = list(rows_for(viewer, "events").filter(pk__in=list(event_ids), event_kind=CAME))
    if len(rows) != len(set(event_ids)):
        raise NotYours(_("其中有些记录已经被改动或删除，请刷新后再试。"))
    return rows


def _line(
    viewer: Viewer, action: str, customer_id: int, event_id: int, at: datetime, **told: Any
) -> None:
    write_line(
        action, "events", event_id, customer_id=customer_id, by=viewer.account_id, at=at, **told
    )
