"""Making, withdrawing and answering the links of customers' own cards."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from zhike.playbook.playbook import Playbook
from zhike.records.card.lookups import askable, digest
from zhike.records.card.models import CardLink
from zhike.records.customer.scope import NotYours, customer_for, customers_for, insist
from zhike.records.history.changes import write_line
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

DAYS, MOST_DAYS = 7, 30


@transaction.atomic
def make_link(
    viewer: Viewer,
    customer_id: int,
    fields: Sequence[str],
    *,
    days: int = DAYS,
    playbook: Playbook,
    at: datetime,
) -> str:
    """Make a link for one customer and return its token; only its hash is kept."""
    insist(viewer, "edit", "发出更正链接")
    customer = customer_for(viewer, customer_id)
    allowed = [spec.path for spec in askable(playbook)]
    asked = [path for path in allowed if path in set(fields)]
    if not asked or set(fields) - set(allowed):
        raise Refused(_("请至少选一项可以让客户填的资料。"))
    if not 1 <= days <= MOST_DAYS:
        raise Refused(_("链接有效 1 到 %(most)s 天。") % {"most": MOST_DAYS})
    token = secrets.token_urlsafe(24)
    until = at + timedelta(days=days)
    made = CardLink.objects.create(
        customer=customer, secret=digest(token), fields=asked, by_id=viewer.account_id, at=at,
        until=until,
    )  # fmt: skip
    write_line(
        "发出更正链接", "card_link", made.pk, customer_id=customer.pk, by=viewer.account_id, at=at,
        after={"fields": asked, "until": until.isoformat()}, why=f"有效到 {until:%Y-%m-%d}",
    )  # fmt: skip
    return token


@transaction.atomic
def withdraw_link(viewer: Viewer, link_id: int, *, at: datetime) -> int:
    """Close a link for good; returns its customer's id."""
    insist(viewer, "edit", "撤回更正链接")
    row = CardLink.objects.filter(pk=link_id, customer__in=customers_for(viewer)).first()
    if row is None:
        raise NotYours(_("没有这个链接，或它不在您的范围内。"))
    if row.withdrawn_at is None:
        CardLink.objects.filter(pk=row.pk).update(withdrawn_at=at)
        write_line(
            "撤回更正链接", "card_link", row.pk, customer_id=row.customer_id,
            by=viewer.account_id, at=at,
        )  # fmt: skip
    return row.customer_id


def note_opened(link_id: int, *, at: datetime) -> None:
    """Note that somebody opened a link for the first time."""
    CardLink.objects.filter(pk=link_id, opened_at=None).update(opened_at=at)


@transaction.atomic
def note_answered(link_id: int, *, at: datetime) -> None:
    """Note that a link was answered, with a line on the customer."""
    row = CardLink.objects.select_for_update().get(pk=link_id)
    row.answered_at = at
    row.save(update_fields=["answered_at"])
    write_line(
        "客户提交更正", "card_link", row.pk, customer_id=row.customer_id, by=None, at=at,
        why="待收里核对后才会写入",
    )  # fmt: skip
