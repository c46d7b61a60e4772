"""待补充: who still has which empty cells to fill in, and handing them out."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhike.records.account.lookups import people
from zhike.records.fill_in.cells import cells_listed
from zhike.records.fill_in.changes import give_cells, move_due, take_back_giving
from zhike.records.fill_in.lookups import FillTask, fill_progress, given_by, tasks_to_fill
from zhike.records.fill_in.missing import empties, lacking_counts, managers, shares
from zhike.records.fill_in.state import fillable
from zhike.records.fill_in.unowned import unowned_for
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.rights import insist
from zhike.records.said import said
from zhike.web.door import Asked
from zhike.web.forms.asking import asking_of
from zhike.web.forms.fill_in import Giving, Moved
from zhike.web.forms.reading import read
from zhike.web.shown.clean_tabs import clean_tabs
from zhike.web.shown.fill_block import task_url
from zhike.web.shown.fill_in import (
    days_left,
    giving_shown,
    progress_shown,
    shares_shown,
    states_shown,
)
from zhike.web.undo import remember
from zhike.words.wording import count


def fill_ins(request: Asked) -> HttpResponse:
    """Show one's own tasks to fill cells in, those one gave, and how far everybody is."""
    viewer, today = request.viewer, timezone.localdate()
    progress = fill_progress(viewer, today=today)
    playbook = active_playbook()
    key = {spec.path: spec for spec in playbook.key_fields if spec.path in fillable(playbook)}
    free = [
        {"path": path, "label": said(key[path].label), "n": n}
        for path, n in lacking_counts(viewer, key).items()
        if n
    ]
    context = {
        "title": _("待补充"),
        "tabs": clean_tabs("fill_ins"),
        "mine": [_line(task, today) for task in tasks_to_fill(viewer, today=today)],
        "given": [giving_shown(one, today) for one in given_by(viewer, today=today)],
        "unowned": unowned_for(viewer),
        "people": people() if viewer.can("assign") else [],
        "progress": progress_shown(progress) if viewer.scope != "own" else [],
        "sums": {
            name: sum(getattr(one, name) for one in progress)
            for name in ("open", "overdue", "done", "excused")
        },
        "free": free,
        "may_give": viewer.can("assign"),
        "may_edit": viewer.can("edit"),
        "today": today,
    }
    return render(request, "clean/fill_ins.html", context)


def _line(task: FillTask, today: date) -> dict[str, Any]:
    whole = task.open + task.done
    return {
        "task": task,
        "url": task_url(task),
        "left": days_left(task.due_on, today),
        "fields": _(" · ").join(f"{said(label)} {n}" for label, n in task.fields),
        "percent": 100 * task.done / whole if whole else 100,
    }


def fill_ins_cells(request: Asked) -> HttpResponse:
    """List the cells that stand somehow (`?state=done&owner=3&giving=1`): who filled them, when."""
    told = {name: _number(request, name) for name in ("owner", "giving")}
    state = request.GET.get("state", "")
    total, rows = cells_listed(
        request.viewer, today=timezone.localdate(), state=state, owner_id=told["owner"],
        giving_id=told["giving"],
    )  # fmt: skip
    context = {
        "title": _("分派的格子"),
        "tabs": clean_tabs("fill_ins"),
        "states": states_shown(state, told),
        "rows": rows,
        "total": total,
        "may_edit": request.viewer.can("edit"),
    }
    return render(request, "clean/fill_cells.html", context)


def _number(request: Asked, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isdigit() else None


def fill_ins_give(request: Asked) -> HttpResponse:
    """Show who would be asked for which empty cells (`?cell=contacts.phone:143`), or ask them."""
    insist(request.viewer, "assign", _("分派补充"))
    wanted = _wanted(request.POST if request.method == "POST" else request.GET)
    able = {one.pk: one.name for one in managers(request.viewer)}
    form = Giving(request.POST or None, asking=asking_of(request.viewer), managers=able)
    if request.method == "POST" and form.is_valid():
        return _given(request, form, wanted)
    known = fillable(active_playbook())
    asked = {path: known[path] for path in wanted if path in known}
    cells = empties(request.viewer, known, {path: wanted[path] for path in asked})
    found = shares(cells, {path: spec.label for path, spec in asked.items()})
    context = {
        "title": _("分派补充"),
        "tabs": clean_tabs("fill_ins"),
        "form": form,
        "cells": len(cells),
        "customers": len({cell.customer_id for cell in cells}),
        "shares": shares_shown(found),
        "needs_manager": any(share.owner_id is None for share in found),
        "asked": [(path, wanted[path]) for path in asked],
        "fields": _fields(request, wanted),
    }
    status = 422 if form.is_bound else 200
    return render(request, "clean/fill_give.html", context, status=status)


def _wanted(told: QueryDict) -> dict[str, int | None]:
    """Return the fields an address or form names, each with how many cells; else the key fields."""
    wanted: dict[str, int | None] = {}
    for text in told.getlist("cell"):
        name, _colon, most = text.partition(":")
        wanted[name] = int(most) if most.isdigit() else None
    known = fillable(active_playbook())
    named = {name: most for name, most in wanted.items() if name in known}
    return named or {spec.path: None for spec in active_playbook().key_fields if spec.path in known}


def _fields(request: Asked, wanted: dict[str, int | None]) -> list[dict[str, Any]]:
    """Return the fields that may be asked for, with how many cells of each are free."""
    playbook = active_playbook()
    known = fillable(playbook)
    offered = {spec.path: spec for spec in playbook.key_fields if spec.path in known}
    offered |= {path: known[path] for path in wanted}
    counts = lacking_counts(request.viewer, offered)
    return [
        {"path": path, "label": said(spec.label), "n": counts[path], "on": path in wanted,
         "most": wanted.get(path)}
        for path, spec in offered.items()
    ]  # fmt: skip


def _given(request: Asked, form: Giving, wanted: dict[str, int | None]) -> HttpResponse:
    told = form.cleaned_data
    given = give_cells(
        request.viewer, wanted, manager_id=told["manager"], due_on=told["due_on"],
        why=told["why"], at=timezone.now(),
    )  # fmt: skip
    undo = remember(request.session, "gave_cells", giving=given.giving_id)
    words = _("已分派 %(cells)s 格（%(customers)s 家客户）给 %(people)s 人，%(due)s 前")
    messages.success(
        request,
        words
        % {
            "cells": count(given.cells),
            "customers": count(given.customers),
            "people": len(given.people),
            "due": told["due_on"],
        },
        extra_tags=undo,
    )
    return redirect("fill_ins")


@require_POST
def fill_ins_withdraw(request: Asked, giving_id: int) -> HttpResponse:
    """Take back the cells of a giving that still wait."""
    n = take_back_giving(request.viewer, giving_id, at=timezone.now())
    messages.success(request, _("已撤回 %(n)s 格，没有补的不用再补") % {"n": count(n)})
    return redirect("fill_ins")


@require_POST
def fill_ins_move(request: Asked, giving_id: int) -> HttpResponse:
    """Give a giving another day."""
    day = read(Moved, request)["due_on"]
    before = move_due(request.viewer, giving_id, due_on=day, at=timezone.now())
    undo = ""
    if before >= timezone.localdate():
        undo = f"{reverse('fill_ins_move', args=[giving_id])}?due_on={before}"
    said = _("期限由 %(before)s 改为 %(day)s") % {"before": before, "day": day}
    messages.success(request, said, extra_tags=undo)
    return redirect("fill_ins")


urlpatterns = [
    path("clean/fill-ins/", fill_ins, name="fill_ins"),
    path("clean/fill-ins/cells/", fill_ins_cells, name="fill_ins_cells"),
    path("clean/fill-ins/give/", fill_ins_give, name="fill_ins_give"),
    path("clean/fill-ins/<int:giving_id>/withdraw/", fill_ins_withdraw, name="fill_ins_withdraw"),
    path("clean/fill-ins/<int:giving_id>/due/", fill_ins_move, name="fill_ins_move"),
]
