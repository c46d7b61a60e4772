"""The day of the last follow-up, kept on the customer so that lists can sort by it."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max, OuterRef, Subquery

from zhike.records.customer.models import Customer
from zhike.records.interaction.models import Interaction
from zhike.records.kept import Kept
from zhike.records.rows import CHUNK, holding


def refresh_last_follow(customer_ids: Iterable[int]) -> None:
    """Set `last_follow_on` of customers to the day of their last live interaction."""
    wanted = sorted(set(customer_ids))
    if not wanted:
        return
    last = (
        Interaction.objects.live()
        .filter(customer_id=OuterRef("pk"))
        .order_by()
        .values("customer_id")
        .annotate(last=Max("happened_on"))
        .values("last")
    )
    for start in range(0, len(wanted), CHUNK):
        with transaction.atomic():
            some = holding(Customer.objects.all(), "id", wanted[start : start + CHUNK])
            some.update(last_follow_on=Subquery(last))


def customers_of(model: type[Kept], ids: list[int]) -> list[int]:
    """Return the customers of follow-ups; other nouns move nobody's last follow-up."""
    if model is not Interaction:
        return []
    rows = Interaction._base_manager.filter(pk__in=ids)
    return list(rows.order_by().values_list("customer_id", flat=True).distinct())
