"""Reading the links of customers' own cards: by who sees the customer, and by the link alone."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from zhike.collect.form.offered import may_ask
from zhike.playbook.playbook import Playbook
from zhike.records.card.models import CardLink
from zhike.records.contact.models import Contact
from zhike.records.customer.models import Customer
from zhike.records.customer.scope import customer_for
from zhike.words.field import FieldSpec
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

USUAL = (
    "customers.name", "customers.industry", "customers.city", "customers.size_text",
    "customers.main_business", "contacts.name", "contacts.title", "contacts.phone",
    "contacts.email", "contacts.wechat",
)  # fmt: skip
"""The fields a link asks for where nobody chooses."""
STORED_AS = {"industry": "industry_text"}


class NoSuchCard(Refused):
    """The link leads nowhere, or not any more; which of it is not said."""

    status = 404


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One link as the house sees it; its address is known only to who made it."""

    id: int
    by: str
    at: datetime
    until: datetime
    state: str  # 有效 已填写 已撤回 已过期
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenCard:
    """What a link shows: the stored values of the fields it asks for, and nothing else."""

    link_id: int
    customer_id: int
    tells: int
    until: datetime
    values: dict[str, Any]


def digest(token: str) -> str:
    """Return what is kept of a link's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def askable(playbook: Playbook) -> list[FieldSpec]:
    """Return the fields a link may ask for, the usual ones first, none that needs a consent.

    They are of the customer and of his first contact.
    """
    specs = [*playbook.fields("customers"), *playbook.fields("contacts")]
    found = [spec for spec in specs if may_ask(spec) and not spec.needs_consent]
    return sorted(found, key=lambda spec: spec.path not in USUAL)


def links_of(viewer: Viewer, customer_id: int, *, at: datetime) -> list[LinkRow]:
    """Return the links of one of the Viewer's customers, the newest first."""
    customer = customer_for(viewer, customer_id)
    rows = CardLink.objects.filter(customer=customer).select_related("by").order_by("-id")[:20]
    return [
        LinkRow(row.pk, row.by.name, row.at, row.until, _state(row, at), tuple(row.fields))
        for row in rows
    ]


def _state(row: CardLink, at: datetime) -> str:
    if row.withdrawn_at is not None:
        return "已撤回"
    if row.answered_at is not None:
        return "已填写"
    return "有效" if row.until > at else "已过期"


def open_card(token: str, *, at: datetime) -> OpenCard:
    """Return what a link shows; raises NoSuchCard for an unknown, withdrawn or old one."""
    rows = CardLink.objects.select_related("customer")
    row = rows.filter(secret=digest(token), withdrawn_at=None, until__gt=at).first()
    if row is None or row.customer.gone_at is not None:
        raise NoSuchCard(_("这个链接不对，或已经失效。请向联系您的人要一个新的。"))
    owner = row.customer.owner_id or row.by_id
    values = _values(row.customer, row.fields)
    return OpenCard(row.pk, row.customer_id, owner, row.until, values)


def _values(customer: Customer, paths: Iterable[str]) -> dict[str, Any]:
    contact = Contact.objects.live().filter(customer=customer).order_by("id").first()
    rows: dict[str, Any] = {"customers": customer, "contacts": contact}
    found: dict[str, Any] = {}
    for path in paths:
        noun, _dot, name = path.partition(".")
        row = rows.get(noun)
        if row is None:
            found[path] = None
            continue
        stored = getattr(row, STORED_AS.get(name, name), None)
        found[path] = row.own.get(name) if stored is None else stored
    return found
