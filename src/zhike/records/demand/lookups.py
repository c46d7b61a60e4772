"""Reading demands of customers already looked up with a Viewer."""

from dataclasses import dataclass
from datetime import date

from zhike.records.demand.models import Demand

DONE = ("已满足", "已关闭")
SHOWN = 5


@dataclass(frozen=True, slots=True)
class DemandRow:
    """One need that is still open."""

    id: int
    topic: str
    need: str
    pain: str
    budget_fen: int | None
    needed_by: date | None
    urgency: str
    deciders: str


def open_demands(customer_id: int) -> list[DemandRow]:
    """Return what a customer still wants, the newest first."""
    rows = Demand.objects.live().filter(customer_id=customer_id).exclude(state__in=DONE)
    names = ("topic", "need", "pain", "budget_fen", "needed_by", "urgency", "deciders")
    return [
        DemandRow(row.pk, *(getattr(row, name) for name in names))
        for row in rows.order_by("-raised_on", "-id")[:SHOWN]
    ]
