"""Customers over HTTP: the same question, rows and masks as the list and the page."""

from dataclasses import asdict
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import JsonResponse
from django.utils import timezone
from ninja import Body, Query, Router, Schema

from zhike.jobs.comparing import compare_if_behind
from zhike.jobs.run import run_now
from zhike.records.customer.changes import ChangedMeanwhile, edit_customer
from zhike.records.customer.meanwhile import changed_since
from zhike.records.listing.lookups import GridQuestion, GridRow, editable_for, grid_for
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.portrait.page import page_for
from zhike.web.door import Asked
from zhike.web.forms.customers import EditForm
from zhike.web.forms.known import FORMS
from zhike.web.shown import meanwhile
from zhike.web.told import ANSWERS, Answer, keep_told
from zhike.words.problem import Refused

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


@router.post("/customers", summary="新建客户", response=ANSWERS)
def create_customer(request: Asked, body: Body[dict[str, Any]]) -> Answer:
    """Keep a new customer, with its first contact and follow-up; fields as in the form."""
    return keep_told(request, FORMS["customers"], body)


@router.get("/customers/{int:customer_id}", summary="一个客户")
def customer(request: Asked, customer_id: int) -> dict[str, Any]:
    """Return one customer's facts, people (masked), timeline, scores, tags and tasks."""
    page = page_for(request.viewer, customer_id, playbook=active_playbook(), home=settings.HOME)
    now = editable_for(request.viewer, customer_id)
    return asdict(page) | {"rev": now.rev, "values": now.values}


class Edit(Schema):
    """Fields to write, with the revision and (for a finer check) the values they were seen with."""

    rev: int
    values: dict[str, Any]
    seen: dict[str, Any] = {}


@router.patch("/customers/{int:customer_id}", summary="修改一个客户")
def edit(request: Asked, customer_id: int, how: Edit) -> Any:
    """Write some fields; answers 409 with who changed what when somebody was faster."""
    now = editable_for(request.viewer, customer_id)
    if unknown := set(how.values) - set(now.values):
        raise Refused(f"这些栏目不能在这里修改：{'、'.join(sorted(unknown))}")
    form = EditForm.over(how.seen or now.values, rev=how.rev, typed=how.values)
    if not form.is_valid():
        said = "；".join(
            f"{form.fields[name].label}：{why[0]}" for name, why in form.errors.items()
        )
        return JsonResponse({"error": f"没有保存。{said}"}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    values = {name: form.cleaned_data[name] for name in how.values}
    moved = not how.seen or changed_since(request.viewer, customer_id, seen=how.seen)
    try:
        before = edit_customer(
            request.viewer, customer_id, values,
            seen_rev=how.rev if moved else now.rev, at=timezone.now(),
        )  # fmt: skip
    except ChangedMeanwhile:
        return _clash(request, customer_id, how, form)
    return {"before": before, "rev": editable_for(request.viewer, customer_id).rev}


def _clash(request: Asked, customer_id: int, how: Edit, form: EditForm) -> JsonResponse:
    """Say who changed what, beside the values that were not written."""
    now = editable_for(request.viewer, customer_id)
    seen = how.seen or form.cleaned_data
    changes = changed_since(request.viewer, customer_id, seen=seen)
    labels = {name: str(field.label) for name, field in form.fields.items()}
    told = {
        "error": meanwhile.sentence(changes, labels),
        "rev": now.rev,
        "values": now.values,
        "yours": how.values,
        "changed": [asdict(one) for one in changes],
    }
    return JsonResponse(told, status=HTTPStatus.CONFLICT, json_dumps_params={"ensure_ascii": False})


@router.get("/duplicates", summary="可能重复的客户")
def duplicates(request: Asked) -> dict[str, Any]:
    """Return pairs and groups of customers that look alike, as the last comparison found them."""
    compare_if_behind(request.viewer)
    return run_now("find_duplicates", request.viewer)


@router.get("/completeness", summary="核心完整率")
def completeness(request: Asked, goal: str = "", by: str = "") -> dict[str, Any]:
    """Return how full the key fields are, or what a collecting goal of the playbook needs.

    With `by` (团队, 跟进人, 渠道, 批次) also the groups, what is short of the target, the trend.
    """
    if by:
        return run_now("measure_quality", request.viewer, by=by)
    return run_now("measure_completeness", request.viewer, goal=goal)
