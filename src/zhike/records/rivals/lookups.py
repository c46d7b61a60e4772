"""Competitors with the customers that met them, the quotes lost to them and how often (S4-22)."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from zhike.clean.names import match_key
from zhike.records.competitor.models import Competitor
from zhike.records.competitor_contact.models import CompetitorContact
from zhike.records.customer.scope import customers_for, settled
from zhike.records.quote.models import Quote
from zhike.words.masks import mask_names, people_in
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

ITEMS = (
    "products", "satisfaction", "channels", "reps", "service", "relations",
)  # fmt: skip
"""The items of the sheet of T4-1, in its order; the VIP customers stand apart."""
REFUSED = "拒绝"
NEAR_DAYS = 90  # a quote refused so soon after a contact counts as lost to whom was met
_CLASS = re.compile(r"(?:^|[；;\n])\s*([ABC])\s*(?:类)?\s*[：:]\s*([^；;\n]*)")


@dataclass(frozen=True, slots=True)
class Met:
    """One contact of a customer with a competitor."""

    customer_id: int
    customer: str
    on: date
    product: str
    quote_fen: int | None


@dataclass(frozen=True, slots=True)
class Lost:
    """One quote refused soon after the customer met the competitor, or naming it as the reason."""

    quote_id: int
    customer_id: int
    customer: str
    on: date
    product: str
    amount_fen: int | None
    reason: str
    named: frozenset[str] = frozenset()  # the competitors the reason names


@dataclass(frozen=True, slots=True)
class Rival:
    """One competitor as the list shows it; `id` is None for one without a sheet."""

    id: int | None
    name: str
    noted_on: date | None
    by_hand: bool
    filled: int
    contacts: int
    customers: int
    last_on: date | None
    lost: int
    lost_amount_fen: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet of one competitor, the names of its people hidden, with what we know of it."""

    rival: Rival
    number: str
    items: dict[str, str]
    vip: list[tuple[str, list[str]]]
    learned_from: str
    met: list[Met] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    months: list[tuple[str, int]] = field(default_factory=list)


class NoSuchCompetitor(Refused):
    """There is no such competitor."""

    status = 404


def rivals_for(viewer: Viewer) -> list[Rival]:
    """Return the competitors, those our customers met most first, also those without a sheet."""
    rows = list(_live().order_by("name"))
    met = _met(viewer)
    lost = _lost(viewer, _names(rows, met))
    found = [_rival(row, row.name, met, lost) for row in rows]
    known = {match_key(row.name) for row in rows}
    names = dict.fromkeys(name for name, _one in met if match_key(name) not in known)
    found += [_rival(None, name, met, lost) for name in names]
    return sorted(found, key=lambda one: (-one.contacts, one.name))


def sheet_for(viewer: Viewer, competitor_id: int) -> Sheet:
    """Return one competitor's sheet; raises NoSuchCompetitor."""
    row = _live().filter(pk=competitor_id).first()
    if row is None:
        raise NoSuchCompetitor(_("没有这个竞争对手，或它已被删除。"))
    met = _met(viewer)
    lost = _lost(viewer, _names(_live(), met))
    names, mine = people_in(row.reps), _of(row.name, met)
    return Sheet(
        rival=_rival(row, row.name, met, lost),
        number=row.external_id,
        items={name: mask_names(getattr(row, name), names) for name in ITEMS},
        vip=classes(row.vip_customers),
        learned_from=row.learned_from,
        met=mine,
        lost=_lost_to(row.name, met, lost),
        months=sorted(Counter(f"{one.on:%Y-%m}" for one in mine).items()),
    )


def classes(text: str) -> list[tuple[str, list[str]]]:
    """Return VIP customers by class: `A：甲公司、乙公司；B：丙公司`; without a class under ""."""
    found = [(letter, _split(names)) for letter, names in _CLASS.findall(text)]
    if found or not text.strip():
        return found
    return [("", _split(text))]


def _split(text: str) -> list[str]:
    return [name.strip() for name in re.split(r"[、，,\n；;]", text) if name.strip()]


def _live() -> Any:
    return Competitor.objects.live().filter(settled())


def _met(viewer: Viewer) -> list[tuple[str, Met]]:
    rows = CompetitorContact.objects.live().filter(
        settled(), customer__in=customers_for(viewer).values("id")
    )
    return [
        (row.competitor, Met(row.customer_id, _name(row), row.happened_on, row.product,
                             row.quote_fen))
        for row in rows.exclude(competitor="").select_related("customer").order_by("-happened_on")
    ]  # fmt: skip


def _names(rows: Iterable[Competitor], met: Iterable[tuple[str, Met]]) -> set[str]:
    """Return every name a competitor is known by."""
    return {name for name in (*(row.name for row in rows), *(said for said, _one in met)) if name}


def _lost(viewer: Viewer, names: set[str]) -> list[Lost]:
    rows = Quote.objects.live().filter(
        settled(), outcome=REFUSED, customer__in=customers_for(viewer).values("id")
    )
    told = Q(customer__in=CompetitorContact.objects.live().values("customer_id"))
    for name in names:
        told |= Q(reason__contains=name)
    return [
        Lost(row.pk, row.customer_id, _name(row), row.answered_on or row.quoted_on, row.product,
             row.amount_fen, row.reason, frozenset(n for n in names if n in row.reason))
        for row in rows.filter(told).select_related("customer").order_by("-quoted_on")
    ]  # fmt: skip


def _name(row: CompetitorContact | Quote) -> str:
    return row.customer.name or row.customer.number


def _of(name: str, met: Iterable[tuple[str, Met]]) -> list[Met]:
    key = match_key(name)
    return [one for said, one in met if match_key(said) == key]


def _lost_to(name: str, met: Iterable[tuple[str, Met]], lost: Iterable[Lost]) -> list[Lost]:
    days: dict[int, list[date]] = {}
    for one in _of(name, met):
        days.setdefault(one.customer_id, []).append(one.on)
    return [quote for quote in lost if (name in quote.named if quote.named else _near(quote, days))]


def _near(quote: Lost, days: Mapping[int, list[date]]) -> bool:
    """Say whether a quote was refused soon after a day on which its customer met somebody."""
    gaps = (quote.on - on for on in days.get(quote.customer_id, ()))
    return any(timedelta(0) <= gap <= timedelta(days=NEAR_DAYS) for gap in gaps)


def _rival(
    row: Competitor | None, name: str, met: list[tuple[str, Met]], lost: list[Lost]
) -> Rival:
    mine, gone = _of(name, met), _lost_to(name, met, lost)
    told = [getattr(row, item) for item in (*ITEMS, "vip_customers")] if row else []
    return Rival(
        id=row.pk if row else None,
        name=name,
        noted_on=row.noted_on if row else None,
        by_hand=bool(row and row.born_batch_id is None),
        filled=sum(bool(text) for text in told),
        contacts=len(mine),
        customers=len({one.customer_id for one in mine}),
        last_on=max((one.on for one in mine), default=None),
        lost=len(gone),
        lost_amount_fen=sum(quote.amount_fen or 0 for quote in gone),
    )
