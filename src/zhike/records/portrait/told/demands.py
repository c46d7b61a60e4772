"""Demands as the timeline tells them."""

from django.utils.translation import gettext as _

from zhike.records.demand.models import Demand
from zhike.records.portrait.event import Event, event_of, joined
from zhike.records.said import summed


def told(customer_id: int, limit: int) -> list[Event]:
    """Return the newest demands of a customer."""
    rows = Demand.objects.live().filter(customer_id=customer_id).order_by("-raised_on", "-id")
    return [
        event_of(
            row,
            "demands",
            on=row.raised_on,
            kind="需求",
            title=joined(row.topic or _("需求"), row.urgency),
            text=joined(
                row.need, _("痛点：%(pain)s") % {"pain": row.pain} if row.pain else "", _means(row)
            ),
            feedback=row.state,
        )
        for row in rows[:limit]
    ]


def _means(row: Demand) -> str:
    budget = (
        ""
        if row.budget_fen is None
        else _("预算 %(budget_fen)s") % {"budget_fen": summed(row.budget_fen)}
    )
    return joined(
        budget, _("%(needed_by)s 前要") % {"needed_by": row.needed_by} if row.needed_by else ""
    )
