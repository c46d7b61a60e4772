"""Customers over HTTP: the same question, rows and masks as the list and the page."""

from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.utils import timezone
from ninja import Query, Router, Schema

from zhike.jobs.run import run_now
from zhike.records.listing.lookups import GridQuestion, GridRow, grid_for
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.portrait.page import page_for
from zhike.web.door import Asked

router = Router(tags=["客户"])


class Question(Schema):
    """Filters, search, sort and page, named as in the list's address."""

    q: str = ""
    customer_type: str = ""
    region: str = ""
    size_label: str = ""
    industry_group: str = ""
    source_channel: str = ""
    owner: str = ""
    province: str = ""
    status: str = ""
    tier: str = ""
    tag: str = ""
    idle: str = ""
    batch: str = ""
    finding: str = ""
    missing: str = ""
    segment: str = ""
    abc: str = ""
    sort: str = "number"
    page: int = 1


@router.get("/customers", summary="客户列表")
def customers(request: Asked, question: Query[Question]) -> dict[str, Any]:
    """Return a page of the customers a question asks for."""
    asked = {name: str(value) for name, value in question.dict().items() if value != ""}
    found = grid_for(request.viewer, GridQuestion.from_query(asked), as_of=timezone.localdate())
    return {
        "total": found.total,
        "amount": yuan_of(found.amount_fen),
        "page": found.page,
        "pages": found.pages,
        "as_of": found.as_of,
        "customers": [_row(row) for row in found.rows],
    }


def _row(row: GridRow) -> dict[str, Any]:
    values = asdict(row)
    values["amount"] = yuan_of(values.pop("amount_fen"))
    values["provisional"] = sorted(values["provisional"])
    return values


def yuan_of(fen: int | None) -> float | None:
    """Return 分 as 元, the way the API says money."""
    return None if fen is None else fen / 100


@router.get("/customers/{int:customer_id}", summary="一个客户")
def customer(request: Asked, customer_id: int) -> dict[str, Any]:
    """Return one customer's facts, people (masked), timeline, scores, tags and tasks."""
    page = page_for(request.viewer, customer_id, playbook=active_playbook(), home=settings.HOME)
    return asdict(page)


@router.get("/duplicates", summary="可能重复的客户")
def duplicates(request: Asked) -> dict[str, Any]:
    """Return pairs and groups with an equal name, phone or credit code."""
    return run_now("find_duplicates", request.viewer)


@router.get("/completeness", summary="核心完整率")
def completeness(request: Asked) -> dict[str, Any]:
    """Return how full the key fields are."""
    return run_now("measure_completeness", request.viewer)
