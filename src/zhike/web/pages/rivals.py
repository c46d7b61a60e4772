"""收集 → 竞争对手: the sheets of competitors, and where our customers met them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from zhike.records.entry.rights import may_write
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.rivals.lookups import NEAR_DAYS, rivals_for, sheet_for
from zhike.web.door import Asked
from zhike.web.shown.forms import room_tabs
from zhike.web.shown.rivals import items, trend


def competitors(request: Asked) -> HttpResponse:
    """List the competitors, those our customers met most first."""
    context = {
        "title": _("竞争对手"),
        "tabs": room_tabs(request.viewer, "competitors"),
        "rows": rivals_for(request.viewer),
        "near": NEAR_DAYS,
        "may_write": may_write(request.viewer, "competitors"),
    }
    return render(request, "rivals/list.html", context)


def competitor(request: Asked, competitors_id: int) -> HttpResponse:
    """Show the sheet of one competitor, with the names of its people hidden."""
    sheet = sheet_for(request.viewer, competitors_id)
    context = {
        "title": sheet.rival.name,
        "sheet": sheet,
        "items": items(sheet, active_playbook()),
        "option": trend(sheet),
        "near": NEAR_DAYS,
        "may_write": may_write(request.viewer, "competitors"),
    }
    return render(request, "rivals/page.html", context)


urlpatterns = [
    path("collect/competitors/", competitors, name="competitors"),
    path("collect/competitors/<int:competitors_id>/", competitor, name="competitor"),
]
