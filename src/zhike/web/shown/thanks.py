"""Whom to thank or call for bringing customers, as a block of 今天."""

from django.urls import reverse
from django.utils.translation import gettext as _

from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.referrers.lookups import Referrer, silent_days, silent_for
from zhike.records.said import money
from zhike.web.shown.today import Asking, Block, cell, number
from zhike.words.wording import NOTHING

SHOWN = 5


def silent_block(asking: Asking) -> list[Block]:
    """Return the block of referrers silent too long, nothing where there are none (S4-23)."""
    days = silent_days(active_playbook())
    rows = silent_for(asking.viewer, as_of=asking.today, silent=days)
    if not rows:
        return []
    title = _("久没介绍的介绍人 {n} 位，打个电话").format(n=len(rows))
    return [
        Block(
            title,
            columns=[_("介绍人"), {"text": _("带来"), "right": True},
                     {"text": _("距今天数"), "right": True}, {"text": _("待致谢"), "right": True}],
            lines=[_line(row) for row in rows[:SHOWN]],
            more=(_("看名单"), f"{reverse('referrals')}?only=silent"),
        )
    ]  # fmt: skip


def _line(row: Referrer) -> list[dict[str, object]]:
    url = reverse("customer", args=[row.customer_id]) if row.customer_id else ""
    due = money(row.due_fen) if row.due_fen else f"{len(row.due)}" if row.due else NOTHING
    return [cell(row.name, url), number(len(row.brought)), number(row.days, heed=True), number(due)]
