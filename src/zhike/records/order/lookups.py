"""Reading orders and their lines, as the rows behind a figure."""

from collections.abc import Iterable

from zhike.records.customer.named import Said
from zhike.records.customer.scope import customers_for
from zhike.records.order.models import Order, OrderLine
from zhike.words.viewer import Viewer


def orders_said(viewer: Viewer, order_ids: Iterable[int]) -> dict[int, Said]:
    """Return orders by number and place, of the Viewer's customers only."""
    rows = Order.objects.live().filter(
        pk__in=list(order_ids), customer__in=customers_for(viewer).values("id")
    )
    return {row.pk: Said(row.external_id or f"订单 {row.pk}", row.place) for row in rows}


def lines_said(viewer: Viewer, line_ids: Iterable[int]) -> dict[int, Said]:
    """Return order lines by product and place, of the Viewer's customers only."""
    rows = OrderLine.objects.live().filter(
        pk__in=list(line_ids), order__customer__in=customers_for(viewer).values("id")
    )
    return {row.pk: Said(row.product or f"明细 {row.pk}", row.place) for row in rows}
