"""整理 → 清洗规则 → 重读: what today's rules would change of kept values, then the change."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhike.jobs.run import enqueue
from zhike.records.cell_rule.changes import switch_rule
from zhike.records.cell_rule.lookups import NoSuchRule, rule_for
from zhike.records.job.lookups import JobRow, job_for
from zhike.records.playbook_version.lookups import active_playbook, active_version
from zhike.records.rereading.told import told_for
from zhike.records.rights import insist
from zhike.web.door import Asked
from zhike.web.edited import insist_editor
from zhike.web.shown.cell_rules import lines_shown
from zhike.web.shown.clean_tabs import clean_tabs

ERRAND = "read_again"


@require_POST
def try_again(request: Asked) -> HttpResponse:
    """Have kept cells read again without writing anything; goes on to what was found."""
    insist(request.viewer, "import", _("按规则重读数据"))
    rule, take_back = request.POST.get("rule", ""), request.POST.get("take_back") == "1"
    if rule or take_back:
        rule_for(rule)
    return _under_way(enqueue(ERRAND, request.viewer, rule=rule, take_back=take_back))


def again(request: Asked, job_id: int) -> HttpResponse:
    """Show what was found, or written, and the next step."""
    job = _job(request, job_id)
    found: dict[str, Any] = job.result or {}
    playbook = active_playbook()
    rule, take_back = _asked(job)
    told = told_for(request.viewer, found, playbook=playbook)
    context = {
        "title": _("收回规则") if take_back else _("按现在的规则重读"),
        "tabs": clean_tabs("cell_rules"),
        "job": job,
        "rule": rule_for(rule) if rule else None,
        "take_back": take_back,
        "found": found,
        "written": found.get("batch"),
        "samples": lines_shown(told.samples, playbook),
        "since": lines_shown(told.since, playbook),
        "may_write": not take_back or request.viewer.can("settings"),
    }
    return render(request, "clean/again.html", context)


@require_POST
def write_again(request: Asked, job_id: int) -> HttpResponse:
    """Have what was found written as one batch; a rule taken back is off from now on."""
    insist(request.viewer, "import", _("按规则重读数据"))
    rule, take_back = _asked(_job(request, job_id))
    if take_back:
        insist_editor(request)
        switch_rule(request.viewer, rule, False, seen=active_version(), at=timezone.now())
    job = enqueue(ERRAND, request.viewer, rule=rule, take_back=take_back, write=True)
    enqueue("analyse", request.viewer)
    return _under_way(job)


def _job(request: Asked, job_id: int) -> JobRow:
    job = job_for(request.viewer, job_id)
    if job.errand != ERRAND:
        raise NoSuchRule(_("没有这次重读。"))
    return job


def _asked(job: JobRow) -> tuple[str, bool]:
    return job.arguments.get("rule", ""), bool(job.arguments.get("take_back"))


def _under_way(job_id: int) -> HttpResponse:
    then = reverse("cell_rules_again", args=[job_id])
    return redirect(f"{reverse('job', args=[job_id])}?{urlencode({'next': then})}")


urlpatterns = [
    path("clean/reread/", try_again, name="cell_rules_try"),
    path("clean/reread/<int:job_id>/", again, name="cell_rules_again"),
    path("clean/reread/<int:job_id>/write/", write_again, name="cell_rules_write"),
]
