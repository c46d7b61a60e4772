"""客户: the list with its chips, views, columns, export and acts on many."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhike.playbook.playbook import Playbook
from zhike.records.account.lookups import AccountRow, people
from zhike.records.attendance.lookups import recent_activities
from zhike.records.batch.lookups import last_batch
from zhike.records.customer.changes import assign_customers
from zhike.records.customer.scope import insist
from zhike.records.listing.choices import choices_for, counts_for, without_each
from zhike.records.listing.export import exported_rows
from zhike.records.listing.lookups import GridAnswer, GridQuestion, grid_for
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.tag.changes import tag_many
from zhike.records.view.lookups import views_of
from zhike.web.door import Asked
from zhike.web.forms.bulk import bulk_fields
from zhike.web.shown import customer_question as questions
from zhike.web.shown.customer_columns import (
    COOKIE,
    PRESETS,
    Column,
    chosen,
    file_heads,
    handed_out,
)
from zhike.web.shown.customer_grid import empty, grid, pages
from zhike.web.shown.downloads import download
from zhike.web.shown.own_columns import as_cookie, columns_kept, every_column
from zhike.web.shown.tables import customer_tables
from zhike.web.undo import remember
from zhike.web.ways import way_back
from zhike.words.problem import Refused

A_YEAR_S = 365 * 24 * 3600


def customers(request: Asked) -> HttpResponse:
    """Show the customers a question asks for."""
    today, question = timezone.localdate(), GridQuestion.from_query(request.GET.dict())
    answer = grid_for(request.viewer, question, as_of=today)
    playbook = active_playbook()
    known = every_column(playbook)
    columns = chosen(question.columns or columns_kept(request), known)
    found = choices_for(request.viewer)
    named = questions.asked(question)
    shown = grid(answer, question, columns, today=today)
    if not answer.rows:
        without = without_each(request.viewer, question, as_of=today)
        shown["empty"] = empty(question, without, may_import=request.viewer.can("import"))
    context = {
        "title": _("客户"),
        "grid": shown,
        "pages": pages(answer, question),
        "chips": questions.chips(question),
        "choices": questions.choices(question, found),
        "tabs": _tabs(request, named),
        "may_save": bool(named),
        "named": named,
        "q": question.search,
        "as_of": answer.as_of,
        "columns": _column_choices(known, [column.key for column in columns]),
        "exports": _exports(request, named, answer, playbook),
    }
    return render(request, "customers/list.html", context | _acts(request, found, playbook))


def _tabs(request: Asked, named: dict[str, str]) -> list[dict[str, Any]]:
    ready = questions.views(request.viewer, last_batch=last_batch(request.viewer))
    own = views_of(request.viewer)
    asked = {label: GridQuestion.from_query(view) for label, view in ready.items()}
    asked |= {f"{view.id} {view.name}": GridQuestion.from_query(view.query) for view in own}
    counts = counts_for(request.viewer, asked, as_of=timezone.localdate())
    return questions.tabs(named, ready, own, counts)


def _exports(
    request: Asked, named: dict[str, str], answer: GridAnswer, playbook: Playbook
) -> list[dict[str, str]]:
    if not request.viewer.can("export") or not answer.rows:
        return []
    said = _("共 %(total)s 家") % {"total": f"{answer.total:,}"}
    files = [
        {"label": label, "url": questions.address(named, to=f"customers_{kind}"), "small": said}
        for kind, label in (("xlsx", _("Excel 工作簿")), ("csv", _("CSV 文本")))
    ]
    return [
        *files,
        *customer_tables(playbook, urlencode({k: v for k, v in named.items() if k != "cols"})),
    ]


def _column_choices(known: dict[str, Column], shown: list[str]) -> list[dict[str, Any]]:
    return [
        {"key": column.key, "label": column.label, "on": column.key in shown}
        for column in known.values()
        if column.key != "name"
    ]


def _acts(request: Asked, found: list[Any], playbook: Playbook) -> dict[str, Any]:
    load = {choice.value: choice.count for choice in found if choice.filter == "owner"}
    team = _team(request)
    by_hand = [rule.tag for rule in playbook.tags if rule.by_hand and rule.tag]
    return {
        "team": [
            {"id": p.id, "name": p.name, "role": p.role, "load": load.get(p.name, 0)} for p in team
        ],
        "hand_tags": by_hand,
        "activities": recent_activities() if request.viewer.can("edit") else [],
        "may_edit": request.viewer.can("edit"),
        "may_export": request.viewer.can("export"),
        "in_bulk": bulk_fields(),
    }


@require_POST
def customers_columns(request: HttpRequest) -> HttpResponse:
    """Keep which columns this person wants, on this machine."""
    preset = PRESETS.get(request.POST.get("preset", ""))
    known = every_column(active_playbook())
    keys = list(preset or [key for key in request.POST.getlist("column") if key in known])
    answer = redirect(questions.without_columns(way_back(request, otherwise="customers")))
    answer.set_cookie(COOKIE, as_cookie(keys), max_age=A_YEAR_S, httponly=True, samesite="Lax")
    return answer


@require_POST
def customers_act(request: Asked, act: str) -> HttpResponse:
    """Do one thing to the picked customers; says what happened and how to undo it."""
    ids = [int(one) for one in request.POST.getlist("id") if one.isdigit()]
    if not ids:
        raise Refused(_("还没有选中客户。请先在列表左边勾选，再分派或打标签。"))
    said, undo = _ACTS[act](request, ids)
    messages.success(request, said, extra_tags=undo)
    return redirect(way_back(request, otherwise="customers"))


def _team(request: Asked) -> list[AccountRow]:
    """Return whom the Viewer may give customers to: the own team, so that it can be undone."""
    viewer = request.viewer
    if not viewer.can("assign"):
        return []
    return [p for p in people() if viewer.scope == "all" or p.team_id in viewer.team_ids]


def _assign(request: Asked, ids: list[int]) -> tuple[str, str]:
    insist(request.viewer, "assign", _("分派客户"))
    wanted = request.POST.get("owner", "")
    person = next((p for p in _team(request) if str(p.id) == wanted), None)
    if person is None:
        raise Refused(_("请选一位本团队的同事来分派。"))
    before = assign_customers(request.viewer, ids, owner_id=person.id, at=timezone.now())
    owners: dict[int | None, list[int]] = {}
    for customer_id, owner_id in before.items():
        owners.setdefault(owner_id, []).append(customer_id)
    undo = remember(request.session, "assign", before=list(owners.items()))
    return _("已把 %(n)s 家客户分派给 %(name)s") % {"n": len(before), "name": person.name}, undo


def _tag(request: Asked, ids: list[int]) -> tuple[str, str]:
    tag = (request.POST.get("tag") or request.POST.get("own_tag", "")).strip()
    fresh = tag_many(request.viewer, ids, tag, at=timezone.now())
    if not fresh:
        return _("选中的 %(n)s 家都已有标签“%(tag)s”，没有改动") % {"n": len(ids), "tag": tag}, ""
    undo = remember(request.session, "tag", tag=tag, customers=fresh)
    return _("已给 %(n)s 家客户打上“%(tag)s”") % {"n": len(fresh), "tag": tag}, undo


_ACTS = {"assign": _assign, "tag": _tag}


def customers_export(request: Asked, kind: str) -> HttpResponse:
    """Hand the whole answer to the question out as a file, with the columns that are shown."""
    question = GridQuestion.from_query(request.GET.dict())
    now = timezone.now()
    today = timezone.localdate(now)
    rows = exported_rows(request.viewer, question, as_of=today, at=now)
    known = every_column(active_playbook())
    columns = handed_out(question.columns or columns_kept(request), known)
    cells = ([column.value(row, today) for column in columns] for row in rows)
    return download(f"客户 {today}", kind, file_heads(columns), cells)


urlpatterns = [
    path("customers/", customers, name="customers"),
    path("customers/columns/", customers_columns, name="customers_columns"),
    path("customers/assign/", customers_act, {"act": "assign"}, name="customers_assign"),
    path("customers/tag/", customers_act, {"act": "tag"}, name="customers_act"),
    path("customers/export.xlsx", customers_export, {"kind": "xlsx"}, name="customers_xlsx"),
    path("customers/export.csv", customers_export, {"kind": "csv"}, name="customers_csv"),
]
