"""How a row that hangs on a customer is said in one line, people masked."""

from collections.abc import Callable
from typing import Any

from zhike.records.said import summed
from zhike.words.masks import mask_person, mask_phone

_SHORT = 40


def row_said(noun: str, row: Any) -> str:
    """Return a row in one line, e.g. 2024-06-12 1,200元 O5."""
    return _SAID.get(noun, str)(row)


def _contact(row: Any) -> str:
    name = mask_person(row.name, title=row.title, sex=row.sex)
    return " ".join(part for part in (name, row.title, mask_phone(row.phone)) if part)


def _order(row: Any) -> str:
    return f"{row.ordered_on} {summed(row.amount_fen)} {row.external_id}".strip()


def _interaction(row: Any) -> str:
    return f"{row.happened_on} {row.way} {row.summary[:_SHORT]}".strip()


def _card_link(row: Any) -> str:
    return f"{row.at:%Y-%m-%d}"


def _ask(row: Any) -> str:
    return f"{row.kind} {row.asker.name}"


_SAID: dict[str, Callable[[Any], str]] = {
    "contacts": _contact,
    "orders": _order,
    "interactions": _interaction,
    "asks": _ask,
    "card_links": _card_link,
    "collaborators": lambda row: str(row.account.name),
    "hand_ins": lambda row: f"{row.at:%Y-%m-%d} {row.state}",
}
