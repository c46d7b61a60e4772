"""Writing one field of many customers at once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from zhike.records.customer.channel import insist_channel
from zhike.records.customer.models import EDITABLE, Customer
from zhike.records.customer.scope import NotYours, customers_for, insist
from zhike.records.history.changes import write_line
from zhike.records.revision.changes import next_rev
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

ONE_BY_ONE = {
    "name",
    "demand_text",
    "remark",
    "main_business",
    "industry_text",
}  # nobody has these in common
IN_BULK = EDITABLE - ONE_BY_ONE


@transaction.atomic
def change_many(
    viewer: Viewer, customer_ids: Sequence[int], field: str, value: Any, *, at: datetime
) -> dict[int, Any]:
    """Give many customers one value; returns what those that changed had before, for undoing."""
    insist(viewer, "edit", "批量修改")
    if field not in IN_BULK:
        raise Refused(_("这一栏不能批量修改，请逐个打开客户修改。"))
    rows = list(customers_for(viewer).filter(pk__in=customer_ids).select_for_update(of=("self",)))
    if len(rows) != len(set(customer_ids)):
        raise NotYours(_("选中的客户里有不在您范围内的，请刷新列表后再试。"))
    insist_channel(rows, {field: value})
    before = {row.pk: getattr(row, field) for row in rows if getattr(row, field) != value}
    Customer.objects.filter(pk__in=before).update(**{field: value}, rev=next_rev())
    for customer_id, old in before.items():
        write_line(
            "批量修改", "customer", customer_id, customer_id=customer_id, by=viewer.account_id,
            at=at, before={field: old}, after={field: value},
        )  # fmt: skip
    return before
