"""整理 → 无效: who may be no customer, who was put aside and why, and the way back (S0-14)."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhike.jobs.run import enqueue_soon, run_now
from zhike.records.catalogue.trust import target_industries
from zhike.records.entry.aside import bring_back
from zhike.records.entry.aside import set_aside as put_aside
from zhike.records.playbook_version.lookups import active_playbook, active_version
from zhike.records.set_aside.lookups import bin_for
from zhike.records.verification.changes import verify
from zhike.web.door import Asked
from zhike.web.edited import done, insist_editor
from zhike.web.shown.clean_tabs import clean_tabs
from zhike.web.shown.set_aside import doubts_shown, reasons_shown
from zhike.web.undo import remember
from zhike.web.ways import way_back
from zhike.words.problem import Refused

OURS = "本人核对"


def set_aside(request: Asked) -> HttpResponse:
    """Show whom the rules doubt, and the bin of those that were put aside."""
    search, rule = request.GET.get("q", "").strip(), request.GET.get("rule")
    page = request.GET.get("page", "1")
    shown = bin_for(
        request.viewer, search=search, rule=rule, page=int(page) if page.isdecimal() else 1
    )
    context = {
        "title": _("无效"),
        "tabs": clean_tabs("set_aside"),
        "doubts": doubts_shown(request.viewer, _rules(request)),
        "bin": shown,
        "held": sum(shown.counts.values()),
        "reasons": reasons_shown(shown, rule),
        "search": search,
        "rule": rule,
        "less": _page(search, rule, shown.page - 1) if shown.page > 1 else "",
        "more": _page(search, rule, shown.page + 1) if shown.page < shown.pages else "",
        "may_edit": request.viewer.can("edit"),
        "may_set": request.viewer.can("settings"),
        "targets": "、".join(active_playbook().invalid.industries),
        "names": "、".join(active_playbook().invalid.names),
        "version": active_version(),
    }
    return render(request, "clean/set_aside.html", context)


def _rules(request: Asked) -> list[dict[str, Any]]:
    rules: list[dict[str, Any]] = run_now("find_invalid", request.viewer)["rules"]
    return rules


def _page(search: str, rule: str | None, page: int) -> str:
    asked = {"q": search, "rule": rule, "page": page}
    wanted = {name: value for name, value in asked.items() if value not in ("", None)}
    return f"{reverse('set_aside')}?{urlencode(wanted)}#bin"


@require_POST
def aside_act(request: Asked) -> HttpResponse:
    """Put the picked, or all, of a rule's customers aside, or note that they are real."""
    name, act = request.POST.get("rule", ""), request.POST.get("do", "")
    rule = next((one for one in _rules(request) if one["id"] == name), None)
    found: dict[int, str] = rule["found"] if rule else {}
    ids = {int(one) for one in request.POST.getlist("id") if one.isdecimal()}
    whys = found if act == "all" else {one: why for one, why in found.items() if one in ids}
    if not whys:
        raise Refused(_("请先勾选客户；也许别人刚处理过，请看一眼现在的名单。"))
    if act == "right":
        return _said_right(request, name, whys)
    kept = put_aside(request.viewer, whys, rule=name, at=timezone.now())
    return _gone(request, kept)


def _said_right(request: Asked, rule: str, whys: dict[int, str]) -> HttpResponse:
    found = {one: {rule: why} for one, why in whys.items()}
    kept = verify(request.viewer, found, how=OURS, at=timezone.now())
    said = _("已记下：%(n)s 家是真的客户，不再列出") % {"n": len(whys)}
    messages.success(request, said, extra_tags=remember(request.session, "verified", ids=kept))
    return redirect("set_aside")


@require_POST
def aside_picked(request: Asked) -> HttpResponse:
    """Put customers aside for a reason in one's own words: one, or many picked in the list."""
    ids = [int(one) for one in request.POST.getlist("id") if one.isdecimal()]
    why = request.POST.get("reason", "").strip()[:200]
    kept = put_aside(request.viewer, dict.fromkeys(ids, why), at=timezone.now())
    return _gone(request, kept, to=way_back(request, otherwise="customers"))


def _gone(request: Asked, kept: list[int], *, to: str = "set_aside") -> HttpResponse:
    enqueue_soon("analyse", request.viewer)
    undo = remember(request.session, "set_aside", ids=kept)
    said = _("已放进无效 %(n)s 家：不在名单、统计和查重里，随时可以放回") % {"n": len(kept)}
    messages.success(request, said, extra_tags=undo)
    return redirect(to)


@require_POST
def back(request: Asked) -> HttpResponse:
    """Put customers back where they were, with one click."""
    ids = [int(one) for one in request.POST.getlist("id") if one.isdecimal()]
    whys = bring_back(request.viewer, ids, at=timezone.now())
    enqueue_soon("analyse", request.viewer)
    undo = remember(request.session, "brought_back", whys=list(whys.items()))
    said = _("已放回 %(n)s 家，又在名单和统计里了") % {"n": len(whys)}
    messages.success(request, said, extra_tags=undo)
    return redirect(way_back(request, otherwise="set_aside"))


@require_POST
def targets(request: Asked) -> HttpResponse:
    """Write down which industries are sold to, and which names are nobody's."""
    insist_editor(request)
    why, versions = target_industries(
        request.viewer, request.POST.get("industries", ""), request.POST.get("names", ""),
        seen=request.POST.get("version", ""), at=timezone.now(),
    )  # fmt: skip
    return done(request, why, versions, to=reverse("set_aside"))


urlpatterns = [
    path("clean/aside/", set_aside, name="set_aside"),
    path("clean/aside/act/", aside_act, name="aside_act"),
    path("clean/aside/picked/", aside_picked, name="aside_picked"),
    path("clean/aside/back/", back, name="aside_back"),
    path("clean/aside/targets/", targets, name="aside_targets"),
]
