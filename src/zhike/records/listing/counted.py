"""The orders or lines a finding was counted from, looked up when somebody asks why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhike.records.customer.named import shown_name
from zhike.records.customer.scope import customers_for
from zhike.records.order.models import Order, OrderLine
from zhike.records.said import summed
from zhike.words.viewer import Viewer
from zhike.words.wording import percent

MOST = 100


@dataclass(frozen=True, slots=True)
class BehindRow:
    """One record a finding rests on, with its customer and the row of the file it came from."""

    customer_id: int
    customer: str
    noun: str
    record: str
    said: str
    place: str


def counted_rows(
    viewer: Viewer, customer_ids: Sequence[int], reach: Mapping[str, Any] | None
) -> tuple[list[BehindRow], int]:
    """Return the newest rows a finding reaches within the Viewer's customers, and how many in all.

    `reach` is words.finding.Reach as it is kept; None reaches nothing.
    """
    if reach is None:
        return [], 0
    rows, line = _ROWS[reach["noun"]]
    found = rows(viewer, list(customer_ids), reach)
    return [line(viewer, row) for row in found[:MOST]], found.count()


def _orders(viewer: Viewer, ids: list[int], reach: Mapping[str, Any]) -> Any:
    found = Order.objects.live().filter(
        customer__in=customers_for(viewer).filter(pk__in=ids),
        ordered_on__range=(reach["start"], reach["last"]),
    )
    return found.select_related("customer").order_by("-ordered_on", "-id")


def _order(viewer: Viewer, row: Order) -> BehindRow:
    said = f"{row.ordered_on} {summed(row.amount_fen)}"
    number = row.external_id or str(row.pk)
    name = shown_name(viewer, row.customer)
    return BehindRow(row.customer_id, name, "orders", number, said, row.place)


def _lines(viewer: Viewer, ids: list[int], reach: Mapping[str, Any]) -> Any:
    found = OrderLine.objects.live().filter(
        order__customer__in=customers_for(viewer).filter(pk__in=ids),
        order__gone_at__isnull=True,
        order__ordered_on__range=(reach["start"], reach["last"]),
        category=reach["category"],
    )
    return found.select_related("order__customer").order_by("-order__ordered_on", "-id")


def _line(viewer: Viewer, row: OrderLine) -> BehindRow:
    given = "" if row.discount is None else f"，优惠 {percent(row.discount)}"
    cost = "" if row.cost_fen is None else f"，成本 {summed(row.cost_fen)}"
    said = f"{row.order.ordered_on} {summed(row.amount_fen)}{given}{cost}"
    customer = row.order.customer
    name = shown_name(viewer, customer)
    return BehindRow(customer.pk, name, "order_lines", row.product, said, row.place)


_ROWS: Mapping[str, tuple[Any, Any]] = {
    "orders": (_orders, _order),
    "order_lines": (_lines, _line),
}
