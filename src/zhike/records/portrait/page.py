"""One customer's page: facts with the cell they came from, people, timeline, scores with why."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Max, Min, Sum
from django.utils.translation import gettext as _

from zhike.playbook.audience import RELATION, fits
from zhike.playbook.playbook import Playbook
from zhike.records.batch.lookups import Origin, heads_of, origins_of
from zhike.records.contact.lookups import ContactRow, contacts_of
from zhike.records.contract.lookups import ContractRow, standing_contracts
from zhike.records.customer.models import Customer
from zhike.records.customer.named import shown_name
from zhike.records.customer.scope import customer_for
from zhike.records.demand.lookups import DemandRow, open_demands
from zhike.records.home import Home
from zhike.records.order.models import Order
from zhike.records.portrait.event import Event, joined
from zhike.records.portrait.fact import COLUMNS, Fact
from zhike.records.portrait.provenance import Sources
from zhike.records.portrait.size import size_fact
from zhike.records.portrait.timeline import timeline_of
from zhike.records.portrait.typed import Typed, typed_of
from zhike.records.said import money
from zhike.records.score.lookups import RunRow, current_run, scores_of, standings_of
from zhike.records.score.models import Score, Standing
from zhike.records.tag.lookups import TagRow, tags_of
from zhike.records.task.lookups import TaskRow, tasks_for
from zhike.runs.reckoning import explained
from zhike.words.field import FieldSpec
from zhike.words.masks import mask
from zhike.words.viewer import Viewer
from zhike.words.wording import NOTHING, count, percent


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One score with the line that explains it."""

    scheme: str
    score: str
    tier: str
    provisional: bool
    missing: str
    explanation: str
    parts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class CustomerPage:
    """Everything the page of one customer shows."""

    id: int
    number: str
    own_number: str
    name: str
    customer_type: str
    status: str
    owner: str
    last_follow_on: date | None
    facts: list[Fact]
    lacking: list[str]
    retired: list[Fact]  # what stands in fields that are out of use
    contacts: list[ContactRow]
    contracts: list[ContractRow]
    demands: list[DemandRow]
    events: list[Event]
    scores: list[ScoreRow]
    standing: dict[str, Any]
    orders: dict[str, Any]
    tags: list[TagRow]
    tasks: list[TaskRow]
    run: RunRow | None
    is_classed: bool  # the industry's words have a class
    born: str
    born_at: datetime


def page_for(viewer: Viewer, customer_id: int, *, playbook: Playbook, home: Home) -> CustomerPage:
    """Return one customer's page within the Viewer's rows; raises NotYours otherwise."""
    customer = customer_for(viewer, customer_id)
    run = current_run()
    facts = facts_of(viewer, customer, playbook, home)
    standing = standings_of([customer_id], run.id).get(customer_id) if run else None
    return CustomerPage(
        id=customer.pk,
        number=customer.external_id or customer.number,
        own_number=customer.number,
        name=shown_name(viewer, customer) or _("（待补充名称）"),
        customer_type=customer.customer_type,
        status=customer.status,
        owner=customer.owner.name if customer.owner else customer.owner_text,
        last_follow_on=customer.last_follow_on or customer.stated_follow_up_on,
        facts=[
            *(
                replace(fact, path=spec.path)
                for spec, fact in facts
                if fact.shown != NOTHING and not spec.retired
            ),
            *size_fact(customer),
        ],
        lacking=[
            fact.label for spec, fact in facts if fact.shown == NOTHING and _asked(spec, customer)
        ],
        retired=[fact for spec, fact in facts if fact.shown != NOTHING and spec.retired],
        contacts=contacts_of(customer.pk),
        contracts=standing_contracts(customer.pk),
        demands=open_demands(customer.pk),
        events=timeline_of(customer),
        scores=_scores(scores_of([customer_id], run.id).get(customer_id, []) if run else []),
        standing=_standing(standing),
        orders=_orders(customer),
        tags=tags_of(customer_id, run.id if run else None),
        tasks=tasks_for(viewer, customer_id=customer_id),
        run=run,
        is_classed=bool(customer.industry_code),
        born=customer.place,
        born_at=customer.created_at,
    )


def facts_of(
    viewer: Viewer, customer: Customer, playbook: Playbook, home: Home
) -> list[tuple[FieldSpec, Fact]]:
    """Return every field that is switched on, with its value, its place and its raw cell.

    What is masked is masked for those who may not see it, and its raw cell with it.
    """
    born = (customer.born_batch_id, customer.source, customer.source_row)
    origins = origins_of("customers", customer.pk, born=born, home=home)
    heads = heads_of({origin.batch_id for origin in origins})
    by_hand = typed_of(customer) if customer.born_batch_id is None else Typed()
    sources = Sources(customer, origins)
    found = []
    for spec in playbook.fields("customers"):
        if spec.hidden:
            continue
        shown = shown_value(spec, customer, playbook)
        origin, fact = _fact(spec, shown, origins, heads)
        fact = fact if fact.place else by_hand.fact(spec, shown, customer)
        told = sources.told(spec, fact, origin)
        found.append((spec, _masked(viewer, _as_person(spec, customer), told)))
    return found


def _asked(spec: FieldSpec, customer: Customer) -> bool:
    """Say whether a gap is worth a word: a built-in field or a goal's, asked of such a customer."""
    wanted = spec.is_offered and bool(not spec.own or spec.goals)
    return wanted and fits(spec, customer.kind, customer.own.get(RELATION, ""))


def _as_person(spec: FieldSpec, customer: Customer) -> FieldSpec:
    """Return the field as it is masked: the name of a person is a person's name."""
    is_name = spec.name == "name" and customer.kind == "person"
    return replace(spec, mask="person") if is_name else spec


def _masked(viewer: Viewer, spec: FieldSpec, fact: Fact) -> Fact:
    if not spec.mask or fact.shown == NOTHING:
        return fact
    if viewer.can("see_full") and not spec.needs_consent:
        return fact
    shown = mask(spec.mask, fact.shown)
    return replace(fact, shown=shown, raw=shown if fact.raw else "")


def _fact(
    spec: FieldSpec,
    shown: str,
    origins: list[Origin],
    heads: dict[int, dict[str, list[str]]],
) -> tuple[Origin | None, Fact]:
    columns = {"own"} if spec.own else COLUMNS.get(spec.name, {spec.name})
    for origin in origins if shown != NOTHING else []:
        for head in heads.get(origin.batch_id, {}).get(spec.path, []):
            by_hand = origin.by_hand.get(head, "")
            cell = origin.cells.get(head) or explained(head, origin.cells) or (by_hand and _("空"))
            if cell and (origin.wrote is None or columns & origin.wrote):
                place = joined(f"{origin.place} {head}", by_hand)
                read = origin.readings.get(head)
                return origin, Fact(spec.label, shown, place, cell, rule=read.said if read else "")
    return None, Fact(spec.label, shown)


def shown_value(spec: FieldSpec, customer: Customer, playbook: Playbook) -> str:
    """Return a field's value as pages show it; — when there is none."""
    value = customer.own.get(spec.name) if spec.own else _built_in(spec, customer)
    if value in (None, ""):
        return NOTHING
    if spec.kind == "money":
        return money(int(value))
    if spec.kind in ("percent", "discount"):
        return percent(value)
    if spec.kind == "yes_no":
        return _("是") if value else _("否")
    if spec.kind == "code" and spec.vocabulary:
        return _word(playbook, spec.vocabulary, str(value))
    return count(value) if isinstance(value, int) and spec.kind == "whole" else str(value)


def _word(playbook: Playbook, vocabulary: str, value: str) -> str:
    words = playbook.vocabulary(vocabulary).words
    return next((word.label for word in words if word.word == value), value)


def _built_in(spec: FieldSpec, customer: Customer) -> Any:
    if spec.name == "owner":
        return customer.owner.name if customer.owner else customer.owner_text
    if spec.name == "industry":
        code = (
            _("（%(industry_code)s %(industry_group)s）")
            % {"industry_code": customer.industry_code, "industry_group": customer.industry_group}
            if customer.industry_code
            else ""
        )
        return f"{customer.industry_text}{code}"
    return getattr(customer, spec.name, None)


def _scores(scores: list[Score]) -> list[ScoreRow]:
    return [
        ScoreRow(
            scheme=score.scheme,
            score=NOTHING if score.score is None else str(score.score),
            tier=score.tier,
            provisional=score.provisional,
            missing=score.missing,
            explanation=score.explanation,
            parts=score.parts,
        )
        for score in scores
    ]


def _standing(standing: Standing | None) -> dict[str, Any]:
    if standing is None:
        return {}
    names = ("recency_days", "frequency", "amount_fen", "rfm", "segment", "abc", "share")
    return {name: getattr(standing, name) for name in names}


def _orders(customer: Customer) -> dict[str, Any]:
    rows = Order.objects.live().filter(customer=customer)
    found = rows.aggregate(
        first=Min("ordered_on"), last=Max("ordered_on"), amount=Sum("amount_fen")
    )
    return {**found, "count": rows.count()}
