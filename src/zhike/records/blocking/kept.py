"""Kept customers as they are compared: what stands in the book now, no copy of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from zhike.clean.matching.typed import Typed
from zhike.records.rows import among, as_one
from zhike.records.settled_sql import settled

_TEXTS = ("name", "kind", "credit_code", "city", "province", "region")
_CUSTOMERS = (
    f"SELECT c.id, {', '.join(f'c.{name}' for name in _TEXTS)} "  # noqa: S608 - fixed names
    f"FROM customer c WHERE {settled('c')} AND "
)
_CONTACTS = (
    "SELECT p.customer_id, p.name, p.phone, p.email "  # noqa: S608
    f"FROM contact p WHERE {settled('p')} AND "
)


@dataclass(slots=True)
class _People:
    """What the contacts of one customer give, in their order."""

    contacts: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)


def kept_customers(customer_ids: Sequence[int]) -> dict[int, Typed]:
    """Return those of some customers that count, with their people; live and settled ones only."""
    people = _people(customer_ids)
    found = {}
    for customer, *texts in _rows(_CUSTOMERS + among("id"), customer_ids):
        mine = people.get(customer, _NOBODY)
        found[customer] = Typed(
            **dict(zip(_TEXTS, texts, strict=True)),
            phones=mine.phones, emails=mine.emails, contacts=mine.contacts,
        )  # fmt: skip
    return found


_NOBODY = _People()


def _people(customer_ids: Sequence[int]) -> dict[int, _People]:
    found: dict[int, _People] = {}
    asked = f"{_CONTACTS}{among('customer_id')} ORDER BY p.id"
    for customer, name, phone, email in _rows(asked, customer_ids):
        mine = found.setdefault(customer, _People())
        mine.contacts += [name] if name else []
        mine.phones += [phone] if phone else []
        mine.emails += [email] if email else []
    return found


def customers_of_people(contact_ids: Sequence[int]) -> list[int]:
    """Return the customers that contacts belong to, gone ones too."""
    asked = f"SELECT DISTINCT customer_id FROM contact WHERE {among('id')}"  # noqa: S608
    return [customer for (customer,) in _rows(asked, contact_ids)]


def _rows(sql: str, customer_ids: Sequence[int]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [as_one(customer_ids)])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
