"""What a Viewer's customers bought between two days, counted as 总销售额 and 毛利额 are."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, Q, Sum, Value, When

from zhike.records.customer.scope import row_limit, settled
from zhike.records.day.kept import kept_for
from zhike.records.order.models import Order
from zhike.words.viewer import Viewer

UNPAID = ("未付款", "已取消")
_RETURNED = Case(
    When(state="已退款", refund_fen=0, then=F("amount_fen")), default=F("refund_fen")
)  # as the extract of orders has it
_NET = F("amount_fen") - _RETURNED
_COUNTS = Q(amount_fen__gte=0)  # a line of its own for a refund is no order


@dataclass(frozen=True, slots=True)
class Sales:
    """Sums in 分; `profit_fen` over the orders with a cost only, None when there is none."""

    amount_fen: int
    profit_fen: int | None
    profit_of_fen: int  # the sales the profit was made on
    orders: int
    customers: int

    @property
    def margin(self) -> float | None:
        """Return 毛利率 as a share 0–1, None where no cost is known."""
        return (
            self.profit_fen / self.profit_of_fen if self.profit_fen and self.profit_of_fen else None
        )

    @property
    def per_customer_fen(self) -> int | None:
        """Return 客户均额, None without customers."""
        return round(self.amount_fen / self.customers) if self.customers else None


def sales_for(viewer: Viewer, start: date, last: date) -> Sales:
    """Return what was sold from one day to another, both counted, within the Viewer's rows."""
    return kept_for(viewer, f"sales {start} {last}", Order, lambda: _sales(viewer, start, last))


def _sales(viewer: Viewer, start: date, last: date) -> Sales:
    costed = Q(cost_fen__isnull=False)
    found = _sold(viewer, start, last).aggregate(
        amount=Sum(_NET, default=0),
        of=Sum(_NET, filter=costed, default=0),
        cost=Sum("cost_fen", filter=costed),
        orders=Count("id", filter=_COUNTS),
        customers=Count("customer_id", filter=_COUNTS, distinct=True),
    )
    profit = None if found["cost"] is None else found["of"] - found["cost"]
    return Sales(found["amount"], profit, found["of"], found["orders"], found["customers"])


def sales_by_team(viewer: Viewer, start: date, last: date) -> dict[str, int]:
    """Return the sales of each team in 分, the largest first; 待分配 for customers of nobody."""
    return kept_for(
        viewer, f"teams {start} {last}", Order, lambda: _sales_by_team(viewer, start, last)
    )


def _sales_by_team(viewer: Viewer, start: date, last: date) -> dict[str, int]:
    rows = (
        _sold(viewer, start, last)
        .values_list("customer__owner__team__name")
        .annotate(amount=Sum(_NET, default=Value(0)))
        .order_by("-amount")
    )
    return {name or "待分配": amount for name, amount in rows}


def _sold(viewer: Viewer, start: date, last: date) -> Any:
    return Order.objects.live().filter(
        row_limit(viewer, customer="customer__"), settled(), settled(prefix="customer__"),
        ~Q(state__in=UNPAID), customer__gone_at__isnull=True, ordered_on__range=(start, last),
    )  # fmt: skip
