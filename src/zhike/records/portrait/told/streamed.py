"""Events that arrived at volume, a line a day and kind."""

from django.conf import settings
from django.utils.translation import gettext as _

from zhike.records.event.lookups import streamed_days
from zhike.records.portrait.event import Event


def told(customer_id: int, limit: int) -> list[Event]:
    """Return the newest days of a customer's stream."""
    return [
        Event(
            on=day,
            kind="行为",
            title=kind + (_(" %(count)s 次") % {"count": times} if times > 1 else ""),
            text=campaign or "",
        )
        for day, kind, times, campaign in streamed_days(
            customer_id, home=settings.HOME, limit=limit
        )
    ]
