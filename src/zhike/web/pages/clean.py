"""整理: how full the key fields are, and which customers may be the same one."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from zhike.jobs.run import run_now
from zhike.records.customer.named import named_by_outside_id
from zhike.records.playbook_version.lookups import active_playbook
from zhike.web.door import Asked
from zhike.web.shown.clean_tabs import clean_tabs
from zhike.web.shown.quality import duplicates_shown, fields_shown
from zhike.words.wording import percent


def clean(request: Asked) -> HttpResponse:
    """Show completeness against its target and the exact duplicates, within the Viewer's rows."""
    goals = active_playbook().goals_in_use
    asked = request.GET.get("goal", "")
    goal = next((one.name for one in goals if asked in (one.name, *one.former)), "")
    rates = run_now("measure_completeness", request.viewer, goal=goal)
    pairs = run_now("find_duplicates", request.viewer)
    some = pairs["pairs"][:100]
    names = named_by_outside_id(request.viewer, [pair[side] for pair in some for side in "ab"])
    context = {
        "title": _("整理"),
        "tabs": clean_tabs("clean"),
        "rate": percent(rates["rate"]),
        "target": percent(rates["target"], 0),
        "is_reached": (rates["rate"] or 0) >= rates["target"],
        "fields": fields_shown(rates),
        "goals": [one.name for one in goals],
        "asked": rates,
        "lacking": sum(field["cells"] - field["filled"] for field in rates["fields"]),
        "customers": rates["fields"][0]["cells"] if rates["fields"] else 0,
        "pairs": duplicates_shown(some, names),
        "pair_count": len(pairs["pairs"]),
        "sure_count": len(pairs["groups"]),
    }
    return render(request, "clean/page.html", context)


urlpatterns = [path("clean/", clean, name="clean")]
