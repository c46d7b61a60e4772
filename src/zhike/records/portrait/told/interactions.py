"""Follow-ups as the timeline tells them."""

from django.utils.translation import gettext as _

from zhike.records.interaction.models import Interaction
from zhike.records.portrait.event import Event, event_of


def told(customer_id: int, limit: int) -> list[Event]:
    """Return the newest follow-ups of a customer."""
    rows = Interaction.objects.live().filter(customer_id=customer_id).select_related("owner")
    return [
        event_of(
            row,
            "interactions",
            on=row.happened_on,
            kind="跟进",
            title=row.way or _("跟进"),
            text=row.summary,
            by=row.owner.name if row.owner else row.by_text,
            feedback=row.feedback,
            next_step=row.next_step,
            next_due_on=row.next_due_on,
        )
        for row in rows.order_by("-happened_on", "-id")[:limit]
    ]
