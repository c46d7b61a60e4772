"""整理 → 清洗规则: what reads cells, how often it did, what it made of them; on and off."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhike.records.cell_rule.changes import switch_rule
from zhike.records.cell_rule.lookups import rule_for, rules_for, samples_for
from zhike.records.playbook_version.lookups import active_playbook, active_version
from zhike.records.rights import insist
from zhike.web.door import Asked
from zhike.web.edited import done, insist_editor
from zhike.web.shown.cell_rules import grouped, rule_shown
from zhike.web.shown.clean_tabs import clean_tabs


def cell_rules(request: Asked) -> HttpResponse:
    """Show every rule with what it read of the batches the Viewer may see."""
    insist(request.viewer, "import", _("查看清洗规则"))
    rows = rules_for(request.viewer, playbook=active_playbook(), at=timezone.now())
    context = {
        "title": _("清洗规则"),
        "tabs": clean_tabs("cell_rules"),
        "groups": grouped(rows),
        "rules": len(rows),
        "week": sum(row.week for row in rows),
        "off": sum(not row.is_on for row in rows),
    }
    return render(request, "clean/rules.html", context)


def cell_rule(request: Asked, cell_rule_id: str) -> HttpResponse:
    """Show one rule: its examples, and cells as they were and became."""
    insist(request.viewer, "import", _("查看清洗规则"))
    rule_for(cell_rule_id)
    playbook = active_playbook()
    rows = rules_for(request.viewer, playbook=playbook, at=timezone.now())
    context = {
        "title": _("清洗规则"),
        "tabs": clean_tabs("cell_rules"),
        "one": rule_shown(next(row for row in rows if row.rule.id == cell_rule_id)),
        "samples": samples_for(request.viewer, cell_rule_id, playbook=playbook, home=settings.HOME),
        "version": active_version(),
        "may_switch": request.viewer.can("settings"),
    }
    return render(request, "clean/rule.html", context)


@require_POST
def switch(request: Asked, cell_rule_id: str) -> HttpResponse:
    """Switch a rule on or off for the imports to come."""
    insist_editor(request)
    why, versions = switch_rule(
        request.viewer, cell_rule_id, request.POST.get("on") == "1",
        seen=request.POST.get("version", ""), at=timezone.now(),
    )  # fmt: skip
    return done(request, why, versions, to=reverse("cell_rule", args=[cell_rule_id]))


urlpatterns = [
    path("clean/rules/", cell_rules, name="cell_rules"),
    path("clean/rules/<str:cell_rule_id>/", cell_rule, name="cell_rule"),
    path("clean/rules/<str:cell_rule_id>/switch/", switch, name="cell_rule_switch"),
]
