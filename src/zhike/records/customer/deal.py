"""A customer's first paid order makes it 成交 (S3-45)."""

from datetime import datetime

from zhike.records.customer.models import Customer
from zhike.records.history.changes import write_line
from zhike.records.history.models import HistoryLine
from zhike.records.revision.changes import next_rev
from zhike.words.proposal import Proposal

BEFORE_A_DEAL = ("潜在", "意向")
RULE = "S3-45 有了付款的订单"


def raise_type(customer_id: int, proposal: Proposal, *, by: int, at: datetime) -> bool:
    """Turn a 潜在 or 意向 customer into 成交 when the proposal holds a paid order; say whether."""
    orders = proposal.part("orders")
    states = orders.rows["state"] if orders and "state" in orders.rows.columns else None
    if states is not None and states.fill_null("已付款")[0] != "已付款":
        return False
    row = Customer.objects.select_for_update().get(pk=customer_id)
    if row.customer_type not in BEFORE_A_DEAL:
        return False
    _set_type(row, "成交", why=RULE, by=by, at=at)
    return True


def lower_type(customer_id: int, *, by: int, at: datetime) -> None:
    """Give back the type a taken-back order had raised, where it still is what the rule made."""
    row = Customer.objects.select_for_update().get(pk=customer_id)
    before = type_before(customer_id)
    if before is not None and row.customer_type == "成交":
        _set_type(row, before, why="撤销了那张订单", by=by, at=at)


def type_before(customer_id: int) -> str | None:
    """Return the type a customer had before the rule last raised it."""
    lines = HistoryLine.objects.filter(customer_id=customer_id, why=RULE).order_by("-at", "-id")
    before = lines.values_list("before", flat=True).first()
    return before["customer_type"] if before else None


def _set_type(row: Customer, customer_type: str, *, why: str, by: int, at: datetime) -> None:
    before = row.customer_type
    row.customer_type, row.rev = customer_type, next_rev()
    row.save(update_fields=["customer_type", "rev"])
    write_line(
        "客户类型调整", "customer", row.pk, customer_id=row.pk, by=by, at=at, why=why,
        before={"customer_type": before}, after={"customer_type": customer_type},
    )  # fmt: skip
