"""The figures of one activity."""

from typing import Any

from django.utils.translation import gettext as _

from zhike.records.attendance.lookups import ActivityRow
from zhike.records.said import money
from zhike.words.wording import NOTHING


def figures(row: ActivityRow, *, whole: bool) -> list[dict[str, Any]]:
    """Return cost, who came, cost each, and what came of it.

    The cost per attendee is told only to who sees all customers: of a part it would be wrong.
    """
    each = row.each_fen if whole else None
    cost = NOTHING if row.cost_fen is None else money(row.cost_fen)
    mine = "" if whole else _("只数您看得到的客户")
    return [
        {"name": _("活动费用"), "text": cost},
        {"name": _("参加客户"), "text": str(row.came), "unit": _("家"), "note": mine},
        {
            "name": _("每家花费"),
            "text": NOTHING if each is None else money(each),
            "note": "" if whole else _("看得到全部客户的人才能算"),
        },
        {"name": _("其中新客户"), "text": str(row.new), "unit": _("家"),
         "note": _("活动当天或以后首次接触")},
        {"name": _("后来下单"), "text": str(row.ordered), "unit": _("家"),
         "note": _("活动当天或以后有订单")},
    ]  # fmt: skip
