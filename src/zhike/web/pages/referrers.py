"""收集 → 转介绍: who brings customers, what came of them, whom to thank and whom to call."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from zhike.records.entry.rights import may_write
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.referrers.lookups import PLAN, Referrer, referrers_for, silent_days
from zhike.web.door import Asked
from zhike.web.shown.forms import room_tabs


def referrals(request: Asked) -> HttpResponse:
    """List the referrers, the latest first; those silent too long are marked."""
    silent = silent_days(active_playbook())
    rows = referrers_for(request.viewer, as_of=timezone.localdate(), silent=silent)
    only = request.GET.get("only", "")
    shown = [row for row in rows if _wanted(row, only)]
    context = {
        "title": _("转介绍"),
        "tabs": room_tabs(request.viewer, "referrals"),
        "rows": shown,
        "picked": only,
        "all": len(rows),
        "brought": sum(len(row.brought) for row in rows),
        "won": sum(row.won for row in rows),
        "due": sum(len(row.due) for row in rows),
        "due_fen": sum(row.due_fen for row in rows),
        "silent": sum(row.is_silent for row in rows),
        "days": silent,
        "plan": PLAN if any(plan.name == PLAN for plan in active_playbook().plans) else "",
        "may_write": may_write(request.viewer, "referrals"),
    }
    return render(request, "referrers/page.html", context)


def _wanted(row: Referrer, only: str) -> bool:
    if only == "due":
        return bool(row.due)
    return row.is_silent or only != "silent"


urlpatterns = [path("collect/referrals/", referrals, name="referrals")]
