"""Visits, activities and coupons as the timeline tells them."""

from django.utils.translation import gettext as _

from zhike.records.event.models import Event as Row
from zhike.records.portrait.event import Event, event_of


def told(customer_id: int, limit: int) -> list[Event]:
    """Return the newest events of a customer."""
    rows = Row.objects.live().filter(customer_id=customer_id).order_by("-happened_on", "-id")
    return [
        event_of(
            row,
            "events",
            on=row.happened_on,
            kind="行为",
            title=row.event_kind
            + (_(" %(count)s 次") % {"count": row.count} if row.count > 1 else ""),
            text=row.detail,
        )
        for row in rows[:limit]
    ]
