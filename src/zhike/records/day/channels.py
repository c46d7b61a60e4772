"""Customers by the channel they came through: how many, how many new, how many buy, how much."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, Sum

from zhike.records.customer.scope import customers_for, of_mine
from zhike.records.score.models import Standing
from zhike.words.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel within the Viewer's rows; new ones since a day and in the stretch before it."""

    name: str
    customers: int
    fresh: int
    fresh_before: int
    buying: int
    amount_fen: int | None


def channels_for(viewer: Viewer, *, since: date, before: date, run_id: int | None) -> list[Channel]:
    """Return the channels, those that brought most new customers since a day first."""
    rows = (
        customers_for(viewer)
        .order_by()
        .values_list("source_channel")
        .annotate(
            customers=Count("id"),
            fresh=Count("id", filter=Q(first_contact_on__gte=since)),
            fresh_before=Count(
                "id", filter=Q(first_contact_on__gte=before, first_contact_on__lt=since)
            ),
            buying=Count("id", filter=Q(customer_type="成交")),
        )
    )
    amounts = _amounts(viewer, run_id)
    found = [
        Channel(name or "—", customers, fresh, before_it, buying, amounts.get(name))
        for name, customers, fresh, before_it, buying in rows
    ]
    return sorted(found, key=lambda channel: (-channel.fresh, -channel.customers))


def _amounts(viewer: Viewer, run_id: int | None) -> dict[str, Any]:
    rows = Standing.objects.filter(of_mine(viewer), run_id=run_id)
    return dict(
        rows.order_by().values_list("customer__source_channel").annotate(total=Sum("amount_fen"))
    )
