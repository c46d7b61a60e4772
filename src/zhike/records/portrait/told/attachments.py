"""Files as the timeline tells them."""

from zoneinfo import ZoneInfo

from django.conf import settings

from zhike.records.attachment.models import Attachment
from zhike.records.portrait.event import Event


def told(customer_id: int, limit: int) -> list[Event]:
    """Return the newest files about a customer."""
    rows = Attachment.objects.filter(customer_id=customer_id, gone_at=None).select_related("by")
    zone = ZoneInfo(settings.TIME_ZONE)
    return [
        Event(
            on=row.at.astimezone(zone).date(),
            kind="附件",
            title=row.suffix.upper(),
            text=row.name,
            by=row.by.name if row.by else "",
            noun="attachments",
            record_id=row.pk,
        )
        for row in rows.order_by("-at", "-id")[:limit]
    ]
