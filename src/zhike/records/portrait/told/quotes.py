"""Quotes as the timeline tells them."""

from django.utils.translation import gettext as _

from zhike.records.portrait.event import Event, event_of, joined
from zhike.records.quote.models import Quote
from zhike.records.said import summed
from zhike.words.wording import percent


def told(customer_id: int, limit: int) -> list[Event]:
    """Return the newest quotes of a customer."""
    rows = Quote.objects.live().filter(customer_id=customer_id).select_related("owner")
    return [
        event_of(
            row,
            "quotes",
            on=row.quoted_on,
            kind="报价",
            title=joined(row.product or row.category, _price(row)) or row.external_id or _("报价"),
            text=row.reason,
            by=row.owner.name if row.owner else row.by_text,
            feedback=row.outcome,
        )
        for row in rows.order_by("-quoted_on", "-id")[:limit]
    ]


def _price(row: Quote) -> str:
    amount = "" if row.amount_fen is None else summed(row.amount_fen)
    return joined(
        amount, _("优惠 %(discount)s") % {"discount": percent(row.discount)} if row.discount else ""
    )
