"""发现: what the book says by itself, why, and what nothing may be concluded from."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhike.jobs.run import run_now
from zhike.records.finding.lookups import findings_for
from zhike.records.listing.finding_page import finding_for
from zhike.records.score.lookups import current_run
from zhike.web import guide
from zhike.web.door import Asked
from zhike.web.shown.findings import (
    behind_shown,
    figures_shown,
    findings_shown,
    list_url,
    merge_url,
    refused_shown,
)
from zhike.web.ways import way_back

IN_PANEL = 12  # records the side panel lists; the page lists all


def findings(request: Asked) -> HttpResponse:
    """Show every finding of the Viewer's scope, and below what was refused with its reason."""
    context = {
        "title": _("发现"),
        "run": current_run(),
        "findings": findings_shown(findings_for(request.viewer)),
        "refused": refused_shown(findings_for(request.viewer, refused=True)),
    }
    return render(request, "findings/list.html", context)


def finding(request: Asked, finding_id: int) -> HttpResponse:
    """Show why a finding says what it says: a fragment for the side panel, else a page."""
    page = finding_for(request.viewer, finding_id)
    guide.note(request, "finding")
    shown = findings_shown([page.row])[0]
    context = {
        "title": page.row.title,
        "url": reverse("finding", args=[finding_id]),
        "page": page,
        "finding": page.row,
        "act": shown["act"],
        "figures": figures_shown(page.row),
        "rows": behind_shown(page.behind[: IN_PANEL if request.htmx else None]),
        "counted": behind_shown([] if request.htmx else page.counted),
        "more": max(0, len(page.behind) - IN_PANEL) if request.htmx else 0,
        "list_url": list_url(page.row),
        "merge_url": merge_url(page.row),
    }
    template = "findings/panel.html" if request.htmx else "findings/page.html"
    return render(request, template, context)


@require_POST
def finding_plan(request: Asked, finding_id: int) -> HttpResponse:
    """Make tasks for the customers of a finding; all of them can be taken back at once."""
    made = run_now("plan_finding", request.viewer, finding=finding_id)
    if not made["made"]:
        said = _("没有要新建的任务：%(found)s 家都已有未完成的“%(plan)s”。") % {
            "found": made["found"],
            "plan": made["plan"],
        }
        messages.success(request, said)
        return redirect(way_back(request, otherwise="findings"))
    undo = urlencode({"plan": made["plan"], "made_at": made["made_at"]})
    messages.success(
        request,
        _("已建 %(made)s 个任务：%(plan)s，分给各自的跟进人")
        % {"made": made["made"], "plan": made["plan"]},
        extra_tags=f"{reverse('plan_undo')}?{undo}",
    )
    return redirect(way_back(request, otherwise="findings"))


urlpatterns = [
    path("findings/", findings, name="findings"),
    path("findings/<int:finding_id>/", finding, name="finding"),
    path("findings/<int:finding_id>/plan/", finding_plan, name="finding_plan"),
]
