"""A service lead's day: open cases by their clock and the customer's tier."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zhike.records.day.topics import case_topics
from zhike.records.day.waiting import Clock, Waiting, clock_for, waiting_for
from zhike.records.said import said
from zhike.web.shown.day.product import topic_block
from zhike.web.shown.figures import figure
from zhike.web.shown.today import Asking, Block, Day, cell, number, right
from zhike.words.wording import NOTHING, half_up

ROLE = "客服主管"
SCHEME = "价值分层"
DAYS = 30
LATE_HOURS = 24  # S3-16: an answer within 24 hours is quick


def day(asking: Asking) -> Day:
    """Return the day of somebody who answers for the service."""
    total, silent, lines = waiting_for(
        asking.viewer, now=asking.now, scheme=SCHEME, run_id=asking.run_id
    )
    topics = case_topics(asking.viewer, as_of=asking.as_of, days=DAYS, run_id=asking.run_id)
    return Day(
        main=[_queue(lines, total)],
        figures=_figures(asking, total, silent),
        side=[topic_block(_("问题主题"), topics, days=DAYS)],
    )


def _queue(lines: list[Waiting], total: int) -> Block:
    columns = [
        pgettext("one", "客户"),
        _("价值分层"),
        _("问题"),
        right(_("等了")),
        _("响应"),
        _("处理人"),
    ]
    return Block(
        _("未解决的问题"),
        columns,
        [_line(line) for line in lines],
        note=_("共 {total} 件，未响应的在前").format(total=total) if total else "",
        empty=_("没有未解决的问题。"),
    )


def _line(line: Waiting) -> list[dict[str, Any]]:
    late = not line.is_answered and (line.hours or 24 * line.days) > LATE_HOURS
    what = " · ".join(said(part) for part in (line.severity, line.topic or line.case_kind) if part)
    return [
        cell(line.customer, reverse("customer", args=[line.customer_id])),
        cell(line.tier or NOTHING),
        cell(what),
        number(_waited(line), heed=late),
        cell(_("已响应") if line.is_answered else _("未响应"), heed=late),
        cell(line.by or _("待分派")),
    ]


def _waited(line: Waiting) -> str:
    if line.hours is not None and line.hours < 48:
        return _("{hours} 小时").format(hours=half_up(line.hours, 0))
    return _("{days} 天").format(days=line.days)


def _figures(asking: Asking, total: int, silent: int) -> list[dict[str, Any]]:
    start = asking.as_of - timedelta(days=DAYS - 1)
    now = clock_for(asking.viewer, start, asking.as_of)
    before = clock_for(asking.viewer, start - timedelta(days=DAYS), start - timedelta(days=1))
    return [
        figure(
            _("未解决"), total, unit=_("件"), note=_("未响应 {n}").format(n=silent), heed=silent > 0
        ),
        figure(
            _("近30天投诉"),
            now.complaints,
            unit=_("件"),
            note=_("前30天 {n}").format(n=before.complaints),
        ),
        _measured(_("平均首次响应"), _hours(now), _("小时"), _hours(before)),
        _measured(_("满意度"), _marks(now), _("分"), _marks(before)),
    ]


def _measured(name: str, now: str, unit: str, before: str) -> dict[str, Any]:
    return {"name": name, "text": now, "unit": unit, "note": _("前30天 {n}").format(n=before)}


def _hours(clock: Clock) -> str:
    return NOTHING if clock.answer_hours is None else str(half_up(clock.answer_hours))


def _marks(clock: Clock) -> str:
    return NOTHING if clock.satisfaction is None else str(half_up(clock.satisfaction))
