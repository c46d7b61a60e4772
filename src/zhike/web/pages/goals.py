"""设置 → 字段 → 收集目标: made, described, retired and brought back here (S0-01, S1-02)."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhike.playbook.goal_editing import fields_to_choose
from zhike.records.catalogue.goals import act_on_goal, describe_goal, new_goal
from zhike.records.playbook_version.lookups import active_playbook, active_version
from zhike.records.said import said
from zhike.web.door import Asked
from zhike.web.edited import done, in_panel, insist_editor
from zhike.web.forms.goals import GoalForm
from zhike.words.problem import Refused


def goal(request: Asked) -> HttpResponse:
    """Describe a collecting goal: the one named by `goal`, or a new one."""
    insist_editor(request)
    name = request.GET.get("goal", "")
    known = active_playbook().goal(name) if name else None
    form = GoalForm(request.POST if request.method == "POST" else None, goal=known)
    if request.method != "POST" or not form.is_valid():
        return _shown(request, form)
    told: dict[str, Any] = {
        "items": form.items(), "seen": request.POST.get("version", ""), "at": timezone.now(),
        **form.values(),
    }  # fmt: skip
    try:
        if known is None:
            why, versions = new_goal(request.viewer, **told)
        else:
            why, versions = describe_goal(request.viewer, known.name, **told)
    except Refused as trouble:
        return _shown(request, form, trouble=trouble)
    return done(request, why, versions, to=_back())


@require_POST
def act(request: Asked) -> HttpResponse:
    """Retire a goal, or bring it back."""
    insist_editor(request)
    why, versions = act_on_goal(
        request.viewer, request.GET.get("goal", ""), request.POST.get("act", ""),
        seen=request.POST.get("version", ""), at=timezone.now(),
    )  # fmt: skip
    return done(request, why, versions, to=_back())


def _back() -> str:
    return f"{reverse('fields')}#goals"


def _shown(request: Asked, form: GoalForm, *, trouble: Refused | None = None) -> HttpResponse:
    """Show the form; what was typed stays, and the next try sees the playbook as it is now."""
    wrong = getattr(trouble, "status", 422) if form.is_bound else 200
    known = form.goal
    name = urlencode({"goal": known.name}) if known else ""
    context = {
        "title": _("收集目标：%(goal)s") % {"goal": said(known.name)}
        if known
        else _("新增收集目标"),
        "body": "fields/goal.html",
        "form": form,
        "goal": known,
        "rows": form.rows(),
        "choices": fields_to_choose(active_playbook()),
        "trouble": str(trouble) if trouble else "",
        "version": active_version() if trouble else request.POST.get("version", active_version()),
        "to": request.get_full_path(),
        "act_url": f"{reverse('goal_act')}?{name}",
        "back": _back(),
        "in_panel": in_panel(request),
    }
    template = "fields/panel.html" if context["in_panel"] else "fields/one.html"
    return render(request, template, context, status=wrong)


urlpatterns = [
    path("settings/goal/", goal, name="goal"),
    path("settings/goal/act/", act, name="goal_act"),
]
