"""Payments as the timeline tells them."""

from datetime import date

from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from zhike.records.payment.models import Payment
from zhike.records.portrait.event import Event, event_of, joined
from zhike.records.said import summed


def told(customer_id: int, limit: int) -> list[Event]:
    """Return the newest payments of a customer, those still due among them."""
    rows = Payment.objects.live().filter(customer_id=customer_id)
    rows = rows.order_by(Coalesce("paid_on", "due_on").desc(), "-id")
    return [
        event_of(
            row,
            "payments",
            on=day,
            kind="回款",
            title=joined(summed(row.amount_fen), row.method),
            text=joined(
                _("订单 %(order_ref)s") % {"order_ref": row.order_ref} if row.order_ref else "",
                _lateness(row),
            ),
            feedback="" if row.paid_on else _("未回"),
        )
        for row in rows[:limit]
        if (day := row.paid_on or row.due_on) is not None
    ]


def _lateness(row: Payment) -> str:
    if row.due_on is None:
        return ""
    late = _days(row.due_on, row.paid_on)
    return (_("应付 %(due_on)s") % {"due_on": row.due_on}) + (
        _("，晚 %(late)s 天") % {"late": late} if late > 0 else ""
    )


def _days(due: date, paid: date | None) -> int:
    return 0 if paid is None else (paid - due).days
