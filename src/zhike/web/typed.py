"""A customer that stands in a form, as it is compared with those that are kept."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import polars as pl

from zhike.clean.cleaned import Cleaned
from zhike.clean.codes import clean_credit_codes
from zhike.clean.emails import clean_emails
from zhike.clean.matching.typed import Typed
from zhike.clean.phones import clean_phones
from zhike.words.proposal import Proposal

LONGEST = 120
_MOBILE = re.compile(r"1[3-9]\d{9}")
_PLACES = ("city", "province", "region")


def typed_in(boxes: Mapping[str, str]) -> Typed:
    """Return what stands in the boxes of a form while somebody types; the rest may be missing.

    Boxes are named by path (`contacts.phone`) or, of the customer itself, by field.
    """
    said = {name.removeprefix("customers."): text.strip()[:LONGEST] for name, text in boxes.items()}
    phone = _first(said, "contacts.phone", "phone")
    return Typed(
        name=said.get("name", ""),
        kind=_kind(said.get("kind", "")),
        credit_code=_read(clean_credit_codes, said.get("credit_code", "")),
        phones=_some(phone if _MOBILE.fullmatch(phone) else _read(clean_phones, phone)),
        emails=_some(_read(clean_emails, _first(said, "contacts.email", "email"))),
        contacts=_some(said.get("contacts.name", "")),
        **{name: said.get(name, "") for name in _PLACES},
    )


def typed_of(proposal: Proposal) -> Typed:
    """Return the new customer that a form proposes, with its first contact."""
    customer, contact = (_row(proposal, noun) for noun in ("customers", "contacts"))
    return Typed(
        name=customer.get("name") or "",
        kind=customer.get("kind") or "organisation",
        credit_code=customer.get("credit_code") or "",
        phones=_some(contact.get("phone")),
        emails=_some(contact.get("email")),
        contacts=_some(contact.get("name")),
        **{name: customer.get(name) or "" for name in _PLACES},
    )


def _row(proposal: Proposal, noun: str) -> Mapping[str, Any]:
    part = proposal.part(noun)
    return part.rows.row(0, named=True) if part is not None and part.rows.height else {}


def _kind(said: str) -> str:
    return "person" if said in ("person", "个人") else "organisation"


def _first(said: Mapping[str, str], *names: str) -> str:
    return next((said[name] for name in names if said.get(name)), "")


def _some(value: str | None) -> list[str]:
    return [value] if value else []


def _read(clean: Callable[[pl.Series], Cleaned], text: str) -> str:
    """Return one text in stored form, nothing for what can't be read."""
    if not text:
        return ""
    return str(clean(pl.Series([text], dtype=pl.String)).values.item() or "")
