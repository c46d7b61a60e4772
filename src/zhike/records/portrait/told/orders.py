"""Orders as the timeline tells them."""

from zhike.records.order.models import Order
from zhike.records.portrait.event import Event, event_of
from zhike.records.said import said, summed


def told(customer_id: int, limit: int) -> list[Event]:
    """Return the newest orders of a customer."""
    rows = Order.objects.live().filter(customer_id=customer_id).order_by("-ordered_on", "-id")
    return [
        event_of(
            row,
            "orders",
            on=row.ordered_on,
            kind="订单",
            title=f"{summed(row.amount_fen)} {row.external_id}".strip(),
            text=said(row.state),
        )
        for row in rows[:limit]
    ]
