"""Who moved between tiers lately, within the Viewer's rows."""

from dataclasses import dataclass
from datetime import date

from zhike.records.customer.named import shown_name
from zhike.records.customer.scope import of_mine
from zhike.records.score.models import TierMove
from zhike.words.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Move:
    """One customer that moved between two tiers of a scheme, and the day it was seen."""

    customer_id: int
    customer: str
    owner: str
    scheme: str
    before: str
    after: str
    seen_on: date


def moves_for(viewer: Viewer, scheme: str, *, since: date, limit: int = 50) -> list[Move]:
    """Return who moved in a scheme since a day within the Viewer's rows, the newest first."""
    rows = TierMove.objects.filter(of_mine(viewer), scheme=scheme, run__as_of__gte=since)
    found = rows.select_related("run", "customer__owner").order_by("-run_id", "customer_id")
    return [_move(viewer, row) for row in found[:limit]]


def _move(viewer: Viewer, row: TierMove) -> Move:
    customer = row.customer
    return Move(
        customer_id=customer.pk,
        customer=shown_name(viewer, customer) or customer.external_id or customer.number,
        owner=customer.owner.name if customer.owner else "",
        scheme=row.scheme,
        before=row.before,
        after=row.after,
        seen_on=row.run.as_of,
    )
