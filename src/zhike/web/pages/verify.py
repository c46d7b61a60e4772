"""整理 → 复核: key values to look at again, what contradicts itself, and sources that disagree."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings as django
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from zhike.jobs.run import run_now
from zhike.records.account.lookups import owners_by_name
from zhike.records.catalogue.trust import look_again
from zhike.records.crosscheck.amounts import take_orders_sum
from zhike.records.crosscheck.changes import choose_said, correct_value
from zhike.records.crosscheck.lookups import checked_for, conflicts_for
from zhike.records.customer.named import named_for
from zhike.records.playbook_version.lookups import active_playbook, active_version
from zhike.records.reverify.due import due_for, verified_fields
from zhike.records.reverify.values import as_one, texts_of
from zhike.records.verification.changes import verify as note_right
from zhike.records.verification.how import HOW
from zhike.runs.filling import read_cell
from zhike.web.door import Asked
from zhike.web.edited import done, in_panel, insist_editor
from zhike.web.shown import verify as laid_out
from zhike.web.shown.clean_tabs import clean_tabs
from zhike.web.undo import remember
from zhike.web.ways import way_back
from zhike.words.problem import Refused

PARTS = {
    "due": gettext_lazy("到期复核"),
    "source": gettext_lazy("来源不一"),
    "doubt": gettext_lazy("矛盾与离群"),
}
APART = "来源不一"  # the severity of what two sources say differently


def verify(request: Asked) -> HttpResponse:
    """Show one part: what is due, by the one who follows it, or what contradicts itself."""
    part = request.GET.get("part", "due")
    part = part if part in PARTS else "due"
    shown = _SHOWN[part](request)
    context = {
        "title": _("复核"),
        "tabs": clean_tabs("verify"),
        "part": part,
        "parts": [{"key": key, "said": said, "here": key == part} for key, said in PARTS.items()],
        "how": HOW,
        "may_edit": request.viewer.can("edit"),
        "may_set": request.viewer.can("settings"),
        **shown,
    }
    return render(request, f"clean/verify_{part}.html", context)


def _due(request: Asked) -> dict[str, Any]:
    playbook, owner = active_playbook(), request.GET.get("owner", "")
    due = due_for(request.viewer, playbook=playbook, today=timezone.localdate())
    asked = due.of_owner(int(owner)) if owner.isdecimal() else due
    pages = max(1, -(-asked.rows.height // laid_out.SHOWN))
    typed = request.GET.get("page", "1")
    page = min(max(int(typed) if typed.isdecimal() else 1, 1), pages)
    return {
        "total": due.rows.height,
        "found": asked.rows.height,
        "owners": laid_out.owners_shown(due, owner),
        "rows": laid_out.rows_shown(request.viewer, asked, page=page, playbook=playbook),
        "page": page,
        "pages": pages,
        "less": _page(owner, page - 1) if page > 1 else "",
        "more": _page(owner, page + 1) if page < pages else "",
        "months": playbook.verifying.months,
        "fields": _choices(),
        "version": active_version(),
    }


def _choices() -> list[dict[str, Any]]:
    """Return the fields that may be looked at again, ticked where they are."""
    playbook = active_playbook()
    chosen = {spec.path for spec in verified_fields(playbook)}
    kept = {
        path: spec
        for path, spec in playbook.said_paths.items()
        if spec.noun in ("customers", "contacts") and spec.is_offered
    }
    key = {spec.path for spec in playbook.key_fields} | chosen
    return [
        {"path": path, "label": spec.label, "on": spec.path in chosen}
        for path, spec in kept.items()
        if spec.path in key or spec.key or spec.wanted or not spec.own
    ]


def _doubts(request: Asked) -> dict[str, Any]:
    found = run_now("find_contradictions", request.viewer)
    rules = [rule for rule in found["rules"] if rule["severity"] != APART]
    return {
        "doubts": laid_out.doubts_shown(request.viewer, rules),
        "total": sum(len(rule["found"]) for rule in rules),
        "unjudged": found["unjudged"],
        "least": found["least"],
    }


def _sources(request: Asked) -> dict[str, Any]:
    rules = run_now("find_contradictions", request.viewer)["rules"]
    apart = [rule for rule in rules if rule["severity"] == APART]
    conflicts = conflicts_for(request.viewer, playbook=active_playbook(), home=django.HOME)
    return {
        "conflicts": laid_out.conflicts_shown(request.viewer, conflicts),
        "conflict_count": len(conflicts),
        "doubts": laid_out.doubts_shown(request.viewer, apart),
        "total": len(conflicts) + sum(len(rule["found"]) for rule in apart),
    }


_SHOWN: dict[str, Callable[[Asked], dict[str, Any]]] = {
    "due": _due,
    "source": _sources,
    "doubt": _doubts,
}


def _page(owner: str, page: int) -> str:
    return f"{reverse('verify')}?{urlencode({'owner': owner, 'page': page})}"


@require_POST
def right(request: Asked) -> HttpResponse:
    """Note that values are still right: one, all of a customer, or all that were ticked."""
    typed = [one.partition(":") for one in request.POST.getlist("cell")]
    cells = {(int(one), path) for one, _colon, path in typed if one.isdecimal()}
    whole = request.POST.get("whole", "")
    if whole.isdecimal():
        cells = {cell for cell in cells if cell[0] == int(whole)}
    one, _colon, field = request.POST.get("one", "").partition(":")
    cells = {(int(one), field)} if one.isdecimal() else cells
    playbook = active_playbook()
    specs = [spec for spec in verified_fields(playbook) if spec.path in {p for _, p in cells}]
    texts = texts_of({customer for customer, _ in cells}, specs, playbook)
    found: dict[int, dict[str, str]] = {}
    for customer, name in cells & texts.keys():
        found.setdefault(customer, {})[name] = as_one(texts[customer, name])
    if not found:
        raise Refused(_("请先勾选要记为正确的格子；也许它刚被改过，请看一眼现在的值。"))
    kept = note_right(request.viewer, found, how=request.POST.get("how", ""), at=timezone.now())
    said = _("已记下 %(n)s 格仍然正确") % {"n": len(kept)}
    messages.success(request, said, extra_tags=remember(request.session, "verified", ids=kept))
    return redirect(way_back(request, otherwise="verify"))


@require_POST
def accept(request: Asked) -> HttpResponse:
    """Note that a contradiction was looked into and is right as it stands."""
    rules = run_now("find_contradictions", request.viewer)["rules"]
    rule = next((one for one in rules if one["id"] == request.POST.get("rule", "")), None)
    keys = set(request.POST.getlist("find"))
    found = [
        one
        for one in (rule["found"] if rule else [])
        if f"{one['customer_id']}:{one['noun']}:{one['record_id']}" in keys
    ]
    if rule is None or not found:
        raise Refused(_("这一条已经没有了，请看一眼现在的名单。"))
    kept: list[int] = []
    for one in found:
        values = {one["customer_id"]: {rule["id"]: one["said"]}}
        kept += note_right(request.viewer, values, how="本人核对", at=timezone.now())
    said = _("已记下 %(n)s 条核对无误，不再列出") % {"n": len(kept)}
    messages.success(request, said, extra_tags=remember(request.session, "verified", ids=kept))
    return redirect(way_back(request, otherwise="verify"))


@require_POST
def choose(request: Asked) -> HttpResponse:
    """Let what one source said stand, as it is or in place of what is there."""
    path, _colon, rest = request.POST.get("said", "").partition(":")
    record, _colon, batch = rest.partition(":")
    playbook = active_playbook()
    spec = next((one for one in verified_fields(playbook) if one.path == path), None)
    if spec is None or not (record.isdecimal() and batch.isdecimal()):
        raise Refused(_("请选一个来源的说法；名单可能刚变过，请刷新再试。"))
    told = choose_said(
        request.viewer, spec, int(record), int(batch), how=request.POST.get("how", ""),
        playbook=playbook, home=django.HOME, at=timezone.now(),
    )  # fmt: skip
    return _chosen(request, told, spec.label)


@require_POST
def correct(request: Asked) -> HttpResponse:
    """Write one value anew, read by its cleaner, and note it as right."""
    one, _colon, name = request.POST.get("correct", "").partition(":")
    typed = request.POST.get(f"to:{one}:{name}", "").strip()
    playbook = active_playbook()
    spec = next((spec for spec in verified_fields(playbook) if spec.path == name), None)
    if spec is None or not one.isdecimal() or not typed or spec.needs_consent:
        raise Refused(_("请写下改成什么，再保存。"))
    cell = read_cell(spec, typed, playbook=playbook, owners=owners_by_name())
    told = correct_value(
        request.viewer, int(one), cell, how=request.POST.get("how", ""), playbook=playbook,
        at=timezone.now(),
    )  # fmt: skip
    return _chosen(request, told, spec.label)


@require_POST
def choose_orders(request: Asked) -> HttpResponse:
    """Write the sum of a customer's orders as its stated total."""
    typed = request.POST.get("customer", "")
    customer = int(typed) if typed.isdecimal() else 0
    told = take_orders_sum(request.viewer, customer, at=timezone.now())
    return _chosen(request, told, _("累计交易金额"))


def _chosen(request: Asked, told: dict[str, Any], label: str) -> HttpResponse:
    undo = remember(request.session, "chosen", **told)
    said = _("已核对“%(label)s”，历史里记了一行") % {"label": label}
    messages.success(request, said, extra_tags=undo)
    return redirect(way_back(request, otherwise="verify"))


def of_customer(request: Asked, customer_id: int) -> HttpResponse:
    """Show how each key value of a customer stands, and who says so."""
    checked = checked_for(request.viewer, customer_id, playbook=active_playbook(), home=django.HOME)
    named = named_for(request.viewer, [customer_id])[customer_id]
    context = {
        "title": _("核对：%(name)s") % {"name": named.name},
        "customer_id": customer_id,
        "url": reverse("verify_customer", args=[customer_id]),
        "checked": checked,
        "how": HOW,
        "may_edit": request.viewer.can("edit"),
    }
    name = "clean/checked_panel.html" if in_panel(request) else "clean/checked.html"
    return render(request, name, context)


@require_POST
def settings(request: Asked) -> HttpResponse:
    """Write which fields are looked at again, and after how many months."""
    insist_editor(request)
    months = request.POST.get("months", "")
    why, versions = look_again(
        request.viewer, request.POST.getlist("field"), int(months) if months.isdecimal() else 0,
        seen=request.POST.get("version", ""), at=timezone.now(),
    )  # fmt: skip
    return done(request, why, versions, to=reverse("verify"))


urlpatterns = [
    path("clean/verify/", verify, name="verify"),
    path("clean/verify/right/", right, name="verify_right"),
    path("clean/verify/accept/", accept, name="verify_accept"),
    path("clean/verify/choose/", choose, name="verify_choose"),
    path("clean/verify/correct/", correct, name="verify_correct"),
    path("clean/verify/orders/", choose_orders, name="verify_orders"),
    path("clean/verify/<int:customer_id>/", of_customer, name="verify_customer"),
    path("clean/verify/fields/", settings, name="verify_fields"),
]
