"""People at customers as cards to carry away: full where that may be seen, and noted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from zhike.records.contact.changes import NoSuchContact, reveal_phone
from zhike.records.contact.models import Contact
from zhike.records.customer.scope import customers_for, insist
from zhike.words.masks import mask_email, mask_person, mask_phone
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

MOST = 100  # cards of one file


@dataclass(frozen=True, slots=True)
class Card:
    """One person; what may not be seen in full stands masked."""

    name: str
    firm: str
    title: str
    phone: str
    email: str
    is_full: bool


@transaction.atomic
def card_of(viewer: Viewer, contact_id: int, *, why: str, at: datetime) -> Card:
    """Return one person's card; in full it leaves a line and counts as a number looked at."""
    rows = Contact.objects.live().filter(pk=contact_id, customer__in=customers_for(viewer))
    row = rows.select_related("customer").first()
    if row is None:
        raise NoSuchContact(_("没有这个联系人，或它不在您的范围内。"))
    return _card(viewer, row, why, at)


@transaction.atomic
def cards_of(viewer: Viewer, customer_ids: Iterable[int], *, at: datetime) -> list[Card]:
    """Return the cards of the people at some customers, at most 100 (right `export`)."""
    insist(viewer, "export", "导出名片")
    mine = customers_for(viewer).filter(pk__in=list(customer_ids))
    rows = list(
        Contact.objects.live().filter(customer__in=mine).select_related("customer")[: MOST + 1]
    )
    if len(rows) > MOST:
        raise Refused(_("一次最多导出 %(most)s 张名片，请少选几家。") % {"most": MOST})
    if not rows:
        raise Refused(_("选中的客户还没有联系人。"))
    return [_card(viewer, row, "导出名片", at) for row in rows]


def _card(viewer: Viewer, row: Contact, why: str, at: datetime) -> Card:
    firm = row.customer.name if row.customer.kind == "organisation" else ""
    if viewer.can("see_full"):
        phone = reveal_phone(viewer, row.pk, why=why, at=at)
        return Card(row.name, firm, row.title, phone, row.email, is_full=True)
    name = mask_person(row.name, title=row.title, sex=row.sex)
    return Card(name, firm, row.title, mask_phone(row.phone), mask_email(row.email), is_full=False)
