"""Campaigns as customers took part in them: coupons and activities by name."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, Min, Sum

from zhike.records.customer.scope import of_mine
from zhike.records.event.models import Event
from zhike.words.viewer import Viewer

KINDS = ("优惠券", "参与活动")


@dataclass(frozen=True, slots=True)
class Campaign:
    """One campaign: kind, name, customers reached, times, first and last day."""

    kind: str
    name: str
    customers: int
    times: int
    began: date
    last: date


def campaigns_for(viewer: Viewer, *, as_of: date, days: int, limit: int = 8) -> list[Campaign]:
    """Return the campaigns customers took part in within the last days, the newest first."""
    rows = Event.objects.live().filter(
        of_mine(viewer), event_kind__in=KINDS,
        happened_on__range=(as_of - timedelta(days=days - 1), as_of),
    )  # fmt: skip
    counted = (
        rows.exclude(detail="")
        .order_by()
        .values_list("event_kind", "detail")
        .annotate(
            customers=Count("customer_id", distinct=True),
            times=Sum("count"),
            began=Min("happened_on"),
            last=Max("happened_on"),
        )
        .order_by("-last", "detail")
    )
    return [Campaign(*line) for line in counted[:limit]]


def taking_part(viewer: Viewer, start: date, last: date) -> int:
    """Return how many customers visited, took part or used a coupon between two days."""
    rows = Event.objects.live().filter(of_mine(viewer), happened_on__range=(start, last))
    return rows.aggregate(n=Count("customer_id", distinct=True))["n"] or 0
