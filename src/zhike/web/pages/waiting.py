"""收集 → 待收: what was handed in, checked as an import is, until somebody judges it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhike.jobs.errands.check_hand_ins import MOST
from zhike.jobs.run import enqueue, run_now
from zhike.records.handin.changes import look_at_full, mark_spam, put_back, send_back
from zhike.records.handin.lookups import STATES, counts_for, hand_ins_for, insist_judge
from zhike.web.door import Asked
from zhike.web.shown import forms as shown
from zhike.web.shown.waiting import cards_of, full_lines
from zhike.web.undo import remember
from zhike.web.ways import way_back
from zhike.words.problem import Refused

SIZE = 20


def hand_ins(request: Asked) -> HttpResponse:
    """Show the hand-ins of one state, those that wait with what taking them in would do."""
    insist_judge(request.viewer)
    state = request.GET.get("state", STATES[0])
    state = state if state in STATES else STATES[0]
    form_id = _number(request.GET.get("form", ""))
    page = max(_number(request.GET.get("page", "")) or 1, 1)
    rows = hand_ins_for(request.viewer, state=state, form_id=form_id, page=(page, SIZE))
    counts = counts_for(request.viewer, form_id=form_id)
    context = {
        "title": _("待收"),
        "tabs": shown.room_tabs(request.viewer, "hand_ins"),
        "states": [_state_chip(name, counts[name], state, form_id) for name in STATES],
        "state": state,
        "form_id": form_id,
        "cards": cards_of(request.viewer, rows, state=state),
        "total": counts[state],
        "more": _page(state, form_id, page + 1) if counts[state] > page * SIZE else "",
        "less": _page(state, form_id, page - 1) if page > 1 else "",
        "may_build": request.viewer.can("forms"),
        "may_see": request.viewer.can("see_full"),
    }
    return render(request, "forms/waiting.html", context)


def _state_chip(name: str, count: int, here: str, form_id: int | None) -> dict[str, Any]:
    return {"name": name, "count": count, "here": name == here, "url": _page(name, form_id, 1)}


def _page(state: str, form_id: int | None, page: int) -> str:
    wanted = {"state": state} | ({"form": form_id} if form_id else {})
    wanted |= {"page": page} if page > 1 else {}
    return f"{reverse('hand_ins')}?{'&'.join(f'{key}={value}' for key, value in wanted.items())}"


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 10 else None


@require_POST
def hand_ins_act(request: Asked) -> HttpResponse:
    """Take in, send back, call spam or put back what was chosen; one of them, or all shown."""
    act, _colon, one = request.POST.get("do", "").partition(":")
    ids = [int(one)] if one.isdecimal() else _chosen(request)
    if act == "all":
        ids = _every(request)
    if act not in _ACTS:
        raise Refused(_("不认识的操作，请刷新页面再试。"))
    if not ids:
        raise Refused(_("请先勾选要处理的表单。"))
    _ACTS[act](request, ids)
    return redirect(way_back(request, otherwise="hand_ins"))


def _every(request: Asked) -> list[int]:
    """Return all that wait, as many as are taken in at once; those with problems stay behind."""
    form_id = _number(request.POST.get("form", ""))
    rows = hand_ins_for(request.viewer, form_id=form_id, page=(1, MOST))
    return [row.id for row in rows]


@require_POST
def hand_in_full(request: Asked, hand_in_id: int) -> HttpResponse:
    """Show one hand-in unmasked to who may see it; the history keeps who looked."""
    values = look_at_full(request.viewer, hand_in_id, at=timezone.now())
    row = next(
        row
        for state in STATES
        for row in hand_ins_for(request.viewer, state=state, ids=[hand_in_id])
    )
    return render(request, "forms/hand_in_lines.html", {"lines": full_lines(row, values)})


def _chosen(request: Asked) -> list[int]:
    return [int(one) for one in request.POST.getlist("id") if one.isdecimal()]


def _take(request: Asked, ids: list[int]) -> None:
    same = {
        key.removeprefix("same-"): int(str(value))
        for key, value in request.POST.items()
        if key.startswith("same-") and str(value).isdecimal()
    }
    harmless = request.POST.get("do") == "all"
    told = run_now("take_hand_ins", request.viewer, ids=ids, same=same, harmless=harmless)
    if told["taken"]:
        enqueue("analyse", request.viewer)
        batches = [batch["batch"] for batch in told["batches"]]
        back = remember(request.session, "hand_ins_taken", batches=batches)
        said = _("已收下 %(n)s 份") % {"n": len(told["taken"])}
        messages.success(request, said, extra_tags=back)
    if told["left"]:
        why = "；".join(dict.fromkeys(told["left"].values()))
        messages.warning(
            request, _("%(n)s 份没有收：%(why)s") % {"n": len(told["left"]), "why": why}
        )


def _return(request: Asked, ids: list[int]) -> None:
    reason = request.POST.get(f"reason-{ids[0]}", "") or request.POST.get("reason", "")
    found = send_back(request.viewer, ids, reason=reason, at=timezone.now())
    back = remember(request.session, "hand_ins_judged", ids=found)
    messages.success(request, _("已退回 %(n)s 份") % {"n": len(found)}, extra_tags=back)


def _spam(request: Asked, ids: list[int]) -> None:
    found = mark_spam(request.viewer, ids, at=timezone.now())
    back = remember(request.session, "hand_ins_judged", ids=found)
    messages.success(request, _("已标为垃圾 %(n)s 份") % {"n": len(found)}, extra_tags=back)


def _back(request: Asked, ids: list[int]) -> None:
    found = put_back(request.viewer, ids, at=timezone.now())
    messages.success(request, _("已放回待收 %(n)s 份") % {"n": len(found)})


_ACTS: dict[str, Callable[[Asked, list[int]], None]] = {
    "take": _take,
    "all": _take,
    "return": _return,
    "spam": _spam,
    "back": _back,
}

urlpatterns = [
    path("collect/waiting/", hand_ins, name="hand_ins"),
    path("collect/waiting/<int:hand_in_id>/full/", hand_in_full, name="hand_in_full"),
    path("collect/waiting/act/", hand_ins_act, name="hand_ins_act"),
]
