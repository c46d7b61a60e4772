"""The wizard of an intake: 文件, 列, 问题, 预览, 完成, each at an address of its own."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhike.jobs.run import run_now
from zhike.records.batch.lookups import BatchRow, batch_for, problems_of
from zhike.records.listing.lookups import GridQuestion, grid_for
from zhike.records.playbook_version.lookups import active_playbook
from zhike.web.door import Asked
from zhike.web.shown.changes import laid_out
from zhike.web.shown.intake import problems
from zhike.web.shown.intake.calls import calls_shown
from zhike.web.shown.intake.mending import mending_context
from zhike.web.shown.intake.recent import counts, held_back, new_customers, to_write
from zhike.web.shown.intake.steps import LOOKS, address, steps
from zhike.web.shown.intake.words import kinds_said, state_said
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

WAITS = "待确认"
STALE = gettext_lazy("这一批现在是“%(state)s”，这一步不能再改；要改请先撤销，再导入一次。")
Context = dict[str, Any]
Step = Callable[[Asked, BatchRow], Context | HttpResponse]


def collect_batch(request: Asked, batch_id: int) -> HttpResponse:
    """Lead to the first step of a waiting batch, or to what became of any other."""
    batch = batch_for(request.viewer, batch_id)
    return redirect(address(batch.id, "files" if batch.state == WAITS else "done"))


def waiting(viewer: Viewer, batch_id: int) -> BatchRow:
    """Return a batch that still waits; refuses in one sentence when it was dealt with meanwhile."""
    batch = batch_for(viewer, batch_id)
    if batch.state != WAITS:
        raise Refused(STALE % {"state": state_said(batch.state)})
    return batch


def step(name: str) -> Callable[[Step], Callable[..., HttpResponse]]:
    """Make a page of what a step shows, or of where it leads once its form was handed over.

    A batch that waits no longer leads to what became of it.
    """

    def made(shown: Step) -> Callable[..., HttpResponse]:
        @wraps(shown)
        def view(request: Asked, batch_id: int) -> HttpResponse:
            batch = batch_for(request.viewer, batch_id)
            if batch.state != WAITS:
                return _stale(request, batch)
            told = shown(request, batch)
            if isinstance(told, HttpResponse):
                return told
            context = _of_every_step(request, batch, name) | told
            status = HTTPStatus.UNPROCESSABLE_ENTITY if "trouble" in told else HTTPStatus.OK
            return render(request, f"collect/{name}.html", context, status=status)

        return view

    return made


def _stale(request: Asked, batch: BatchRow) -> HttpResponse:
    messages.info(request, STALE % {"state": state_said(batch.state)})
    return redirect(address(batch.id, "done"))


def _of_every_step(request: Asked, batch: BatchRow, name: str) -> Context:
    return {
        "title": _("、").join(batch.files) or kinds_said(batch.kind),
        "batch": batch,
        "steps": steps(batch, name),
        "looks": LOOKS.get(name, ""),
        "may_import": request.viewer.can("import"),
        "to_write": to_write(batch),
        "held_back": held_back(batch),
    }


@step("problems")
def collect_problems(request: Asked, batch: BatchRow) -> Context:
    """Show what is wrong, by cause."""
    return mending_context(request, batch)


@step("preview")
def collect_preview(request: Asked, batch: BatchRow) -> Context:
    """Show what accepting would do."""
    page = int(asked) if (asked := request.GET.get("changes", "")).isdigit() else 1
    found = run_now("read_changes", request.viewer, batch=batch.id, page=page)
    changes = laid_out(found, playbook=active_playbook(), here=request.path)
    return {"figures": counts(batch), "changes": changes}


def collect_done(request: Asked, batch_id: int) -> HttpResponse:
    """Show what a batch did, what to do next, and how to take it back."""
    batch = batch_for(request.viewer, batch_id)
    if batch.state == WAITS:
        return redirect(address(batch.id, "files"))
    context = _of_every_step(request, batch, "done") | _problems(request, batch, "done")
    context |= _after(request, batch) | {
        "state": state_said(batch.state), "figures": counts(batch),
        "calls": calls_shown(request.viewer, batch),
    }  # fmt: skip
    return render(request, "collect/done.html", context)


def _problems(request: Asked, batch: BatchRow, name: str) -> Context:
    cause = request.GET.get("cause", "")
    found = problems_of(request.viewer, batch.id, home=settings.HOME)
    lines, more = problems.lines(found, cause=cause)
    return {
        "groups": problems.causes(found, here=address(batch.id, name), cause=cause),
        "lines": lines,
        "more": more,
    }


def _after(request: Asked, batch: BatchRow) -> Context:
    today = timezone.localdate()
    lacking = GridQuestion(filters={"batch": str(batch.id), "missing": "1"}, page_size=1)
    born = GridQuestion(filters={"batch": str(batch.id)}, page_size=1)
    seen = grid_for(request.viewer, born, as_of=today).total
    return {
        "born": seen,
        "unowned": new_customers(batch) - seen if request.viewer.scope == "own" else 0,
        "may_assign": request.viewer.can("assign"),
        "suggested": Path(batch.files[0]).stem if batch.files else "",
        "lacking": grid_for(request.viewer, lacking, as_of=today).total,
        "may_undo": request.viewer.can("undo") or request.viewer.can("import"),
    }


urlpatterns = [
    path("collect/<int:batch_id>/", collect_batch, name="collect_batch"),
    path("collect/<int:batch_id>/problems/", collect_problems, name="collect_problems"),
    path("collect/<int:batch_id>/preview/", collect_preview, name="collect_preview"),
    path("collect/<int:batch_id>/done/", collect_done, name="collect_done"),
]
