"""What happened with a customer, the newest first."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings

from zhike.records.customer.models import Customer
from zhike.records.history.models import HistoryLine
from zhike.records.interaction.models import Interaction
from zhike.records.order.models import Order
from zhike.records.portrait.wording import owner_names, said
from zhike.words.wording import summed


@dataclass(frozen=True, slots=True)
class Event:
    """One thing on the timeline."""

    on: date
    kind: str  # 跟进 订单 变更 导入
    title: str
    text: str = ""
    by: str = ""
    feedback: str = ""
    next_step: str = ""
    next_due_on: date | None = None
    place: str = ""


def timeline_of(customer: Customer, *, limit: int = 60) -> list[Event]:
    """Return follow-ups, orders and changes of a customer, the newest first."""
    events = [*_follow_ups(customer, limit), *_orders(customer, limit), *_changes(customer, limit)]
    return sorted(events, key=lambda event: event.on, reverse=True)[:limit]


def _follow_ups(customer: Customer, limit: int) -> list[Event]:
    rows = Interaction.objects.live().filter(customer=customer).select_related("owner")
    return [
        Event(
            on=row.happened_on,
            kind="跟进",
            title=row.way or "跟进",
            text=row.summary,
            by=row.owner.name if row.owner else row.by_text,
            feedback=row.feedback,
            next_step=row.next_step,
            next_due_on=row.next_due_on,
            place=row.place,
        )
        for row in rows.order_by("-happened_on", "-id")[:limit]
    ]


def _orders(customer: Customer, limit: int) -> list[Event]:
    rows = Order.objects.live().filter(customer=customer).order_by("-ordered_on", "-id")[:limit]
    return [
        Event(
            on=row.ordered_on,
            kind="订单",
            title=f"{summed(row.amount_fen)} {row.external_id}".strip(),
            text=row.state,
            place=row.place,
        )
        for row in rows
    ]


def _changes(customer: Customer, limit: int) -> list[Event]:
    zone = ZoneInfo(settings.TIME_ZONE)
    found = HistoryLine.objects.filter(customer=customer).exclude(noun="interaction")
    rows = list(found.select_related("by").order_by("-at")[:limit])
    names = owner_names(rows)
    events = [
        Event(
            on=line.at.astimezone(zone).date(),
            kind="变更",
            title=line.action,
            text=said(line, names),
            by=line.by.name if line.by else "系统",
        )
        for line in rows
    ]
    born = customer.created_at.astimezone(zone).date()
    title = "导入" if customer.source else "新建"
    return [*events, Event(on=born, kind="导入", title=title, text=customer.place)]
