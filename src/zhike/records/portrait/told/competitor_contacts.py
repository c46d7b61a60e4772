"""Contacts with competitors as the timeline tells them."""

from django.utils.translation import gettext as _

from zhike.records.competitor_contact.models import CompetitorContact
from zhike.records.portrait.event import Event, event_of, joined
from zhike.records.said import summed


def told(customer_id: int, limit: int) -> list[Event]:
    """Return the newest contacts of a customer with competitors."""
    rows = CompetitorContact.objects.live().filter(customer_id=customer_id)
    return [
        event_of(
            row,
            "competitor_contacts",
            on=row.happened_on,
            kind="竞品",
            title=joined(row.competitor or _("竞品"), row.product),
            text=joined(_quote(row), row.detail),
            by=row.owner.name if row.owner else row.by_text,
        )
        for row in rows.select_related("owner").order_by("-happened_on", "-id")[:limit]
    ]


def _quote(row: CompetitorContact) -> str:
    return (
        ""
        if row.quote_fen is None
        else _("报价 %(quote_fen)s") % {"quote_fen": summed(row.quote_fen)}
    )
