"""Reading customers: the list, one page, its timeline, search. Masks are applied here."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from zhike.records.customer.models import EDITABLE
from zhike.records.customer.scope import customer_for, customers_for, sight_for
from zhike.records.listing.asked import answering, in_order, mine
from zhike.records.listing.grid import GridQuestion, search_condition
from zhike.records.listing.grid_rows import GridRow, grid_rows
from zhike.records.listing.roll import roll_now
from zhike.records.score.lookups import current_run
from zhike.words.viewer import Viewer

__all__ = ["GridAnswer", "GridQuestion", "GridRow", "find", "grid_for", "sight_for"]


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
    run, roll = current_run(), roll_now()
    found = answering(roll, mine(roll, viewer), question, as_of=as_of)
    start = (question.page - 1) * question.page_size
    ids = in_order(found, question.sort).slice(start, question.page_size).to_list()
    some = customers_for(viewer).select_related("owner").in_bulk(ids)
    amounts = found["amount_fen"].drop_nulls()
    return GridAnswer(
        rows=grid_rows(viewer, [some[key] for key in ids if key in some], run.id if run else None),
        total=found.height,
        amount_fen=int(amounts.sum()) if amounts.len() else None,
        page=question.page,
        pages=max(1, -(-found.height // question.page_size)),
        as_of=run.as_of if run else None,
    )


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
    named = rows.values_list("id", "external_id", "number")
    return {row_id: external or number for row_id, external, number in named}


@dataclass(frozen=True, slots=True)
class Editable:
    """The fields of a customer a form may change, as they are now, and the revision seen."""

    id: int
    name: str
    rev: int
    values: dict[str, Any]


def editable_for(viewer: Viewer, customer_id: int) -> Editable:
    """Return what an edit form starts from; raises NotYours outside the Viewer's rows."""
    row = customer_for(viewer, customer_id)
    values = {name: getattr(row, name) for name in sorted(EDITABLE)}
    return Editable(row.pk, row.name or "（待补充名称）", row.rev, values)


@dataclass(frozen=True, slots=True)
class Head:
    """Just enough of a customer to write a note about it."""

    id: int
    name: str
    number: str
    owner: str
    last_follow_on: date | None
    last_said: str
    next_step: str


def head_of(viewer: Viewer, customer_id: int) -> Head:
    """Return one customer's head and what was said last; raises NotYours otherwise."""
    row = grid_rows(viewer, [customer_for(viewer, customer_id)], None)[0]
    name = row.name or "（待补充名称）"
    return Head(
        row.id, name, row.number, row.owner, row.last_follow_on, row.last_said, row.next_step
    )
