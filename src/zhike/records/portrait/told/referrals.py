"""Who brought a customer, as the timeline tells it."""

from django.utils.translation import gettext as _

from zhike.records.portrait.event import Event, event_of, joined
from zhike.records.referral.models import Referral
from zhike.records.said import summed
from zhike.words.masks import mask_person


def told(customer_id: int, limit: int) -> list[Event]:
    """Return the newest referrals that brought a customer."""
    rows = Referral.objects.live().filter(customer_id=customer_id)
    return [
        event_of(
            row,
            "referrals",
            on=row.referred_on,
            kind="转介绍",
            title=_("由 %(who)s 介绍")
            % {"who": joined(mask_person(row.referrer), row.referrer_customer)},
            text=_due(row),
        )
        for row in rows.order_by("-referred_on", "-id")[:limit]
    ]


def _due(row: Referral) -> str:
    fee = "" if row.fee_fen is None else _("介绍费 %(fee)s") % {"fee": summed(row.fee_fen)}
    done = _("%(day)s 已致谢") % {"day": row.thanked_on} if row.thanked_on else _("还没有致谢")
    return joined(fee, row.thanks, done)
