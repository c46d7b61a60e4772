"""Customers as rows of a list: what is kept of them and what the current run says, masked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhike.analyse.risk import RISK
from zhike.records.contact.lookups import ContactRow, first_contacts
from zhike.records.customer.models import Customer
from zhike.records.customer.named import shown_name
from zhike.records.listing.grid import LastTalk, last_interactions
from zhike.records.score.lookups import TierRow, standings_of, tiers_of
from zhike.records.score.models import Standing
from zhike.words.viewer import Viewer


@dataclass(frozen=True, slots=True)
class GridRow:
    """One customer as a list shows it."""

    id: int
    number: str
    name: str
    customer_type: str
    region: str
    size: str
    industry: str
    owner: str
    last_follow_on: date | None
    last_said: str
    next_step: str
    amount_fen: int | None
    segment: str
    abc: str
    tiers: dict[str, str]
    provisional: frozenset[str]
    potential: int | None
    first_contact_on: date | None
    status: str
    source_channel: str
    demand_type: str
    demand_text: str
    remark: str
    contact: str
    title: str
    phone: str
    own: Mapping[str, Any] = field(default_factory=dict)
    risk: str = ""  # 流失风险 with both its parts, as one line


NOBODY = ContactRow(0, "", "", "", "", "", "")


def grid_rows(viewer: Viewer, customers: list[Customer], run_id: int | None) -> list[GridRow]:
    """Return customers as list rows, in five queries however many there are."""
    ids = [customer.pk for customer in customers]
    scores = tiers_of(ids, run_id) if run_id else {}
    standings = standings_of(ids, run_id) if run_id else {}
    last, people = last_interactions(ids), first_contacts(ids)
    return [
        _row(
            customer,
            name=shown_name(viewer, customer),
            scores=scores.get(customer.pk, []),
            standing=standings.get(customer.pk),
            last=last.get(customer.pk),
            person=people.get(customer.pk, NOBODY),
        )
        for customer in customers
    ]


def _row(
    customer: Customer,
    *,
    name: str,
    scores: list[TierRow],
    standing: Standing | None,
    last: LastTalk | None,
    person: ContactRow,
) -> GridRow:
    return GridRow(
        id=customer.pk,
        number=customer.external_id or customer.number,
        name=name,
        customer_type=customer.customer_type,
        region=customer.region,
        size=customer.size_label or customer.size_text,
        industry=customer.industry_group or customer.industry_text,
        owner=customer.owner.name if customer.owner else customer.owner_text,
        last_follow_on=customer.last_follow_on or customer.stated_follow_up_on,
        last_said=last.summary if last else "",
        next_step=last.next_step if last else "",
        amount_fen=standing.amount_fen if standing else None,
        segment=standing.segment if standing else "",
        abc=standing.abc if standing else "",
        tiers={score.scheme: score.tier for score in scores if score.tier},
        provisional=frozenset(score.scheme for score in scores if score.provisional),
        potential=customer.potential,
        first_contact_on=customer.first_contact_on,
        status=customer.status,
        source_channel=customer.source_channel,
        demand_type=customer.demand_type,
        demand_text=customer.demand_text,
        remark=customer.remark,
        contact=person.name,
        title=person.title,
        phone=person.phone,
        own=customer.own,
        risk=next((score.explanation for score in scores if score.scheme == RISK), ""),
    )
