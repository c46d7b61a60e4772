"""Referrers within a Viewer's rows: whom they brought, what is due, how long they are silent."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Sum
from django.db.models.functions import Coalesce

from zhike.playbook.playbook import Playbook
from zhike.records.customer.named import shown_name
from zhike.records.customer.scope import customers_for, of_mine, settled
from zhike.records.order.models import Order
from zhike.records.referral.models import Referral
from zhike.words.masks import mask_person
from zhike.words.viewer import Viewer

PLAN = "介绍人长时间没有介绍"
SILENT_DAYS = 90  # where the playbook says nothing else (S4-23)
_DAYS = re.compile(r"距上次介绍天数\s*>=?\s*(\d+)")


@dataclass(frozen=True, slots=True)
class Brought:
    """One customer that was brought; money in 分."""

    id: int
    customer_id: int
    customer: str
    on: date
    won: bool
    amount_fen: int
    fee_fen: int | None
    thanks: str
    thanked_on: date | None


@dataclass(frozen=True, slots=True)
class Referrer:
    """Somebody who brings customers: one of ours (`customer_id`), or a person by name, masked."""

    name: str
    customer_id: int | None
    owner_id: int | None
    brought: tuple[Brought, ...]  # those still to be thanked for first, then the latest
    last_on: date
    days: int
    is_silent: bool

    @property
    def won(self) -> int:
        """Return how many of those brought have bought."""
        return sum(one.won for one in self.brought)

    @property
    def amount_fen(self) -> int:
        """Return what those brought have bought."""
        return sum(one.amount_fen for one in self.brought)

    @property
    def due(self) -> tuple[Brought, ...]:
        """Return those for whom thanks are still due."""
        return tuple(one for one in self.brought if one.thanked_on is None)

    @property
    def due_fen(self) -> int:
        """Return the fees still due."""
        return sum(one.fee_fen or 0 for one in self.due)


def silent_days(playbook: Playbook) -> int:
    """Return after how many days without a referral somebody is called: as the plan has it."""
    plan = next((plan for plan in playbook.plans if plan.name == PLAN), None)
    found = _DAYS.search(plan.when) if plan else None
    return int(found[1]) if found else SILENT_DAYS


def referrers_for(viewer: Viewer, *, as_of: date, silent: int = SILENT_DAYS) -> list[Referrer]:
    """Return who brought the Viewer's customers, the latest first; days counted up to `as_of`."""
    rows = list(_rows(viewer, as_of))
    amounts = _amounts(row.customer_id for row in rows)
    mine = _mine(viewer, {row.brought_by_id for row in rows if row.brought_by_id})
    groups: dict[Any, list[Referral]] = {}
    for row in rows:
        key = row.brought_by_id or (row.referrer.strip(), row.referrer_customer.strip())
        groups.setdefault(key, []).append(row)
    found = [
        _referrer(some, [_one(viewer, row, amounts) for row in some], mine, as_of, silent)
        for some in groups.values()
    ]
    return sorted(found, key=lambda one: (one.days, -len(one.brought), one.name))


def silent_for(viewer: Viewer, *, as_of: date, silent: int) -> list[Referrer]:
    """Return the Viewer's own referrers to call: silent too long, of the Viewer's customers."""
    found = referrers_for(viewer, as_of=as_of, silent=silent)
    return [one for one in found if one.is_silent and one.owner_id == viewer.account_id]


def brought_by(viewer: Viewer, customer_id: int) -> list[Brought]:
    """Return whom a customer brought, as far as the Viewer may see them, the latest first."""
    rows = list(_rows(viewer, date.max).filter(brought_by_id=customer_id))
    amounts = _amounts(row.customer_id for row in rows)
    return [_one(viewer, row, amounts) for row in rows]


def _rows(viewer: Viewer, as_of: date) -> Any:
    rows = Referral.objects.live().filter(of_mine(viewer), settled(), referred_on__lte=as_of)
    return rows.select_related("customer").order_by("-referred_on", "-id")


def _amounts(customer_ids: Iterable[int]) -> dict[int, int]:
    """Return what customers bought, less refunds; nobody who never bought stands in it."""
    orders = Order.objects.live().filter(settled(), customer_id__in=set(customer_ids))
    sold = Sum(F("amount_fen") - Coalesce(F("refund_fen"), 0))
    return dict(orders.order_by().values_list("customer_id").annotate(sold=sold))


def _mine(viewer: Viewer, ids: set[int]) -> dict[int, tuple[str, int | None]]:
    rows = customers_for(viewer).filter(pk__in=ids)
    return {key: (name, owner) for key, name, owner in rows.values_list("id", "name", "owner_id")}


def _thanked(one: Brought) -> bool:
    """Put those first for whom thanks are due; the others stay, the latest first."""
    return one.thanked_on is not None


def _referrer(
    rows: list[Referral],
    brought: list[Brought],
    mine: dict[int, tuple[str, int | None]],
    as_of: date,
    silent: int,
) -> Referrer:
    last, who = rows[0], rows[0].brought_by_id
    known = mine.get(who) if who else None
    days = (as_of - last.referred_on).days
    return Referrer(
        name=known[0] if known else mask_person(last.referrer),
        customer_id=who if known else None,
        owner_id=known[1] if known else last.customer.owner_id,
        brought=tuple(sorted(brought, key=_thanked)),
        last_on=last.referred_on,
        days=days,
        is_silent=days > silent,
    )


def _one(viewer: Viewer, row: Referral, amounts: dict[int, int]) -> Brought:
    return Brought(
        id=row.pk,
        customer_id=row.customer_id,
        customer=shown_name(viewer, row.customer) or row.customer.number,
        on=row.referred_on,
        won=row.customer_id in amounts,
        amount_fen=amounts.get(row.customer_id, 0),
        fee_fen=row.fee_fen,
        thanks=row.thanks,
        thanked_on=row.thanked_on,
    )
