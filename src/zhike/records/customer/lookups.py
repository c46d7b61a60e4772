"""Reading customers: the list, one page, its timeline, search. Masks are applied here."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Sum

from zhike.records.customer.grid import (
    GridQuestion,
    answer_rows,
    last_interactions,
    search_condition,
)
from zhike.records.customer.models import Customer
from zhike.records.customer.scope import customers_for, sight_for
from zhike.records.score.lookups import current_run, scores_of, standings_of
from zhike.records.score.models import Standing
from zhike.words.viewer import Viewer

__all__ = ["GridAnswer", "GridQuestion", "find", "grid_for", "sight_for"]


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


@dataclass(frozen=True, slots=True)
class GridAnswer:
    """One page of the list, how many there are in all, and their amount together."""

    rows: list[GridRow]
    total: int
    amount_fen: int | None
    page: int
    pages: int
    as_of: date | None


def grid_for(viewer: Viewer, question: GridQuestion, *, as_of: date) -> GridAnswer:
    """Return the page of customers a question asks for, within the Viewer's rows."""
    run = current_run()
    run_id = run.id if run else None
    rows = answer_rows(customers_for(viewer), question, run_id=run_id, as_of=as_of)
    total = rows.count()
    start = (question.page - 1) * question.page_size
    some = list(rows.select_related("owner")[start : start + question.page_size])
    return GridAnswer(
        rows=grid_rows(some, run_id),
        total=total,
        amount_fen=_amount(rows, run_id),
        page=question.page,
        pages=max(1, -(-total // question.page_size)),
        as_of=run.as_of if run else None,
    )


def grid_rows(customers: list[Customer], run_id: int | None) -> list[GridRow]:
    """Return customers as list rows, with what the run says of them."""
    ids = [customer.pk for customer in customers]
    scores = scores_of(ids, run_id) if run_id else {}
    standings = standings_of(ids, run_id) if run_id else {}
    last = last_interactions(ids)
    found = []
    for customer in customers:
        mine, standing = scores.get(customer.pk, []), standings.get(customer.pk)
        step = last.get(customer.pk)
        found.append(
            GridRow(
                id=customer.pk,
                number=customer.external_id or customer.number,
                name=customer.name,
                customer_type=customer.customer_type,
                region=customer.region,
                size=customer.size_label or customer.size_text,
                industry=customer.industry_group or customer.industry_text,
                owner=customer.owner.name if customer.owner else customer.owner_text,
                last_follow_on=customer.last_follow_on or customer.stated_follow_up_on,
                next_step=step.next_step if step else "",
                amount_fen=standing.amount_fen if standing else None,
                segment=standing.segment if standing else "",
                abc=standing.abc if standing else "",
                tiers={score.scheme: score.tier for score in mine if score.tier},
                provisional=frozenset(score.scheme for score in mine if score.provisional),
                potential=customer.potential,
                first_contact_on=customer.first_contact_on,
                status=customer.status,
                source_channel=customer.source_channel,
            )
        )
    return found


def _amount(rows: Any, run_id: int | None) -> int | None:
    if run_id is None:
        return None
    standings = Standing.objects.filter(run_id=run_id, customer_id__in=rows.order_by().values("id"))
    total: int | None = standings.aggregate(total=Sum("amount_fen"))["total"]
    return total


def find(viewer: Viewer, text: str, *, limit: int = 8) -> list[dict[str, Any]]:
    """Return customers whose name, number or pinyin initials match, within the Viewer's rows."""
    text = text.strip()[:60]
    if not text:
        return []
    rows = customers_for(viewer).filter(search_condition(text)).order_by("id")[:limit]
    return [{"id": c.pk, "name": c.name, "number": c.external_id or c.number} for c in rows]


def outside_ids(viewer: Viewer, customer_ids: list[int] | None = None) -> dict[int, str]:
    """Return the ids people know customers by: the external id where there is one."""
    rows = customers_for(viewer)
    if customer_ids is not None:
        rows = rows.filter(pk__in=customer_ids)
    rows = rows.values_list("id", "external_id", "number")
    return {row_id: external or number for row_id, external, number in rows}
