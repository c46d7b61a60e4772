"""Taking the orders' sum for what a customer is said to have bought in all."""

from datetime import datetime
from typing import Any

import polars as pl
from django.db import transaction
from django.db.models import F, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from zhike.records.customer.scope import settled
from zhike.records.day.sales import UNPAID
from zhike.records.entry.amend import revise
from zhike.records.entry.rights import row_for
from zhike.records.order.models import Order
from zhike.words.problem import Refused
from zhike.words.proposal import PROBLEM_COLUMNS, Part, Proposal
from zhike.words.viewer import Viewer


@transaction.atomic
def take_orders_sum(viewer: Viewer, customer_id: int, *, at: datetime) -> dict[str, Any]:
    """Write the sum of a customer's paid orders, less refunds, as its stated total (S1-27)."""
    row = row_for(viewer, "customers", customer_id)
    bought = _bought(customer_id)
    if bought is None:
        raise Refused(_("这个客户没有已付款的订单，没有合计可用。"))
    part = Part("customers", pl.DataFrame({"stated_amount_fen": [bought]}))
    problems = pl.DataFrame(schema=dict.fromkeys(PROBLEM_COLUMNS, pl.String))
    why = _("核对来源：按订单合计")
    written = revise(
        viewer, "customers", row.pk, Proposal("customers", (), (part,), problems),
        seen_rev=row.rev, at=at, why=why,
    )  # fmt: skip
    rev = row_for(viewer, "customers", customer_id).rev
    return {"noun": "customers", "id": customer_id, "before": written, "rev": rev, "notes": []}


def _bought(customer_id: int) -> int | None:
    paid = Order.objects.live().filter(settled(), customer_id=customer_id)
    net = F("amount_fen") - Coalesce(F("refund_fen"), 0)
    total: int | None = paid.exclude(state__in=UNPAID).aggregate(total=Sum(net))["total"]
    return total
