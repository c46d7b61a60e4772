"""Showing one masked value in full: a read that leaves a line, and therefore a change."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from zhike.records.contact.models import Contact
from zhike.records.customer.scope import customers_for, insist
from zhike.records.history.changes import write_line
from zhike.records.history.models import HistoryLine
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

ACTION = "查看完整电话"
A_DAY = 200


class NoSuchContact(Refused):
    """There is no such person among the Viewer's customers."""

    status = 404


@transaction.atomic
def reveal_phone(viewer: Viewer, contact_id: int, *, why: str, at: datetime) -> str:
    """Return a contact's full phone and note who saw it and why; at most 200 a day."""
    insist(viewer, "see_full", "查看完整电话")
    rows = Contact.objects.live().filter(pk=contact_id, customer__in=customers_for(viewer))
    contact = rows.first()
    if contact is None:
        raise NoSuchContact(_("没有这个联系人，或它不在您的范围内。"))
    seen = HistoryLine.objects.filter(
        action=ACTION, by_id=viewer.account_id, at__gt=at - timedelta(days=1)
    )
    if seen.count() >= A_DAY:
        raise Refused(
            _("24 小时内已查看 %(a_day)s 个完整电话，请明天再看或找管理员。") % {"a_day": A_DAY}
        )
    write_line(
        ACTION, "contact", contact.pk, customer_id=contact.customer_id, by=viewer.account_id,
        at=at, why=why,
    )  # fmt: skip
    return contact.phone
