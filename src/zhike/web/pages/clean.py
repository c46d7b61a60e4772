"""整理: how complete the book is, by whose and from where, and what is still to be filled."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from zhike.jobs.run import run_now
from zhike.records.cell_rule.lookups import rules_this_week
from zhike.records.fill_in.lookups import fill_progress
from zhike.records.listing.lookups import GridQuestion, grid_for
from zhike.records.playbook_version.lookups import active_playbook
from zhike.web.door import Asked
from zhike.web.edited import in_panel
from zhike.web.shown import quality as shown
from zhike.web.shown.clean_tabs import clean_tabs
from zhike.words.viewer import Viewer
from zhike.words.wording import percent

FIRST = {"all": "团队", "team": "跟进人", "own": "渠道"}
"""What completeness is split by until somebody chooses, by how much of the book one sees."""
ROWS, SHOWN = 20, 8


def clean(request: Asked) -> HttpResponse:
    """Show completeness against its target, or what a collecting goal needs."""
    goals = active_playbook().goals_in_use
    asked = request.GET.get("goal", "")
    goal = next((one.name for one in goals if asked in (one.name, *one.former)), "")
    context = {
        "title": _("整理"),
        "tabs": clean_tabs("clean"),
        "goals": [one.name for one in goals],
        "goal": goal,
    }
    more = _goal(request, goal) if goal else _quality(request)
    return render(request, "clean/page.html", context | more)


def _goal(request: Asked, goal: str) -> dict[str, Any]:
    rates = run_now("measure_completeness", request.viewer, goal=goal)
    return {
        "asked": rates,
        "customers": rates["fields"][0]["cells"],
        "rate": percent(rates["rate"]),
        "target": percent(rates["target"], 0),
        "is_reached": (rates["rate"] or 0) >= rates["target"],
        "lacking": sum(field["cells"] - field["filled"] for field in rates["fields"]),
        "fields": shown.fields_shown(rates),
    }


def _quality(request: Asked) -> dict[str, Any]:
    by = _by(request)
    found = run_now("measure_quality", request.viewer, by=by)
    return {
        "by": by,
        "splits": [{"name": name, "label": label} for name, label in shown.WORDS.items()],
        "customers": found["customers"],
        "head": shown.head(found, today=timezone.localdate()),
        "table": shown.table(found),
        "progress": fill_progress(request.viewer, today=timezone.localdate())[:SHOWN],
        "rules": rules_this_week(request.viewer, at=timezone.now())[:SHOWN],
        "may_set": request.viewer.can("settings"),
        "give_url": _give(request.viewer),
    }


def _by(request: Asked) -> str:
    asked = request.GET.get("by", "")
    return asked if asked in shown.WORDS else FIRST[request.viewer.scope]


def clean_why(request: Asked) -> HttpResponse:
    """Show why one rate is what it is: its formula with values, and customers that lack it."""
    by, field, group = _by(request), request.GET.get("field", ""), request.GET.get("group")
    found = run_now("measure_quality", request.viewer, by=by)
    why = shown.why_shown(found, field, group)
    context = {
        "title": why["title"],
        "why": why,
        "scope": found["scope"],
        "as_of": date.fromisoformat(found["as_of"]),
        "version": active_playbook().version,
        "rows": _lacking(request.viewer, why["filters"]) if why["missing"] else [],
        "give_url": _give(request.viewer),
        "url": request.get_full_path(),
    }
    return render(request, f"clean/why_{'panel' if in_panel(request) else 'page'}.html", context)


def _give(viewer: Viewer) -> str:
    """Return where gaps are given to their owners, for who may."""
    return reverse("fill_ins_give") if viewer.can("assign") else ""


def _lacking(viewer: Viewer, filters: dict[str, str]) -> list[Any]:
    question = GridQuestion(filters=filters, sort="-amount", page_size=ROWS)
    return grid_for(viewer, question, as_of=timezone.localdate()).rows


urlpatterns = [
    path("clean/", clean, name="clean"),
    path("clean/why/", clean_why, name="clean_why"),
]
