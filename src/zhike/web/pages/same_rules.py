"""查重 → 怎么判: rules of equality a team makes its own, and the weights pairs are judged by."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhike.jobs.comparing import compare_if_behind
from zhike.jobs.run import enqueue
from zhike.playbook.same_rules import VALUES, VERDICTS
from zhike.records.catalogue.same_rules import act_on_same_rule, new_same_rule
from zhike.records.customer.scope import customers_for
from zhike.records.match.waiting import waiting_for
from zhike.records.match.weights import LEAST, insist_enough, use_weights, weights_versions
from zhike.records.playbook_version.lookups import active_playbook, active_version
from zhike.web.door import Asked
from zhike.web.edited import done, insist_editor
from zhike.web.shown.clean_tabs import clean_tabs
from zhike.web.shown.same_rules import rule_lines, weights_lines


def same_rules(request: Asked) -> HttpResponse:
    """Show by which rules and weights customers are called one."""
    versions = weights_lines(weights_versions())
    context = {
        "title": _("查重规则"),
        "tabs": clean_tabs("review_duplicates"),
        "rules": rule_lines(active_playbook(), waiting_for(request.viewer)),
        "values": VALUES,
        "verdicts": VERDICTS,
        "weights": versions,
        "learned": next((one for one in versions if one["active"]), None),
        "customers": customers_for(request.viewer).count(),
        "least": LEAST,
        "version": active_version(),
        "may_change": request.viewer.can("settings"),
    }
    return render(request, "clean/same_rules.html", context)


@require_POST
def add(request: Asked) -> HttpResponse:
    """Make a rule of equality."""
    insist_editor(request)
    why, versions = new_same_rule(
        request.viewer,
        name=request.POST.get("name", ""),
        equal=request.POST.getlist("equal"),
        verdict=request.POST.get("verdict", ""),
        seen=request.POST.get("version", ""),
        at=timezone.now(),
    )
    compare_if_behind(request.viewer)
    return done(request, why, versions, to=reverse("same_rules"))


@require_POST
def act(request: Asked) -> HttpResponse:
    """Retire a rule, bring it back, or take an own one out."""
    insist_editor(request)
    why, versions = act_on_same_rule(
        request.viewer,
        request.POST.get("rule", ""),
        request.POST.get("act", ""),
        seen=request.POST.get("version", ""),
        at=timezone.now(),
    )
    compare_if_behind(request.viewer)
    return done(request, why, versions, to=reverse("same_rules"))


@require_POST
def learn(request: Asked) -> HttpResponse:
    """Have the weights learned from the own customers."""
    insist_editor(request)
    insist_enough(customers_for(request.viewer).count())
    return redirect("job", enqueue("estimate_matching", request.viewer))


@require_POST
def use(request: Asked) -> HttpResponse:
    """Judge by other weights from now on: a learned version, or the shipped ones."""
    insist_editor(request)
    asked = request.POST.get("weights", "")
    use_weights(request.viewer, int(asked) if asked.isdigit() else None, at=timezone.now())
    compare_if_behind(request.viewer)
    messages.success(request, _("已更换权重，正在按它重新比对全部客户"))
    return redirect("same_rules")


urlpatterns = [
    path("clean/same/how/", same_rules, name="same_rules"),
    path("clean/same/how/add/", add, name="same_rule_add"),
    path("clean/same/how/act/", act, name="same_rule_act"),
    path("clean/same/how/learn/", learn, name="same_weights_learn"),
    path("clean/same/how/weights/", use, name="same_weights_use"),
]
