"""开始跟进: one customer after the other, without a single step back."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhike.records.contact.changes import reveal_phone
from zhike.records.customer.named import named_for
from zhike.records.day.due import Due, due_for, lines_of
from zhike.records.day.talk import keep_talk, put_off
from zhike.web.calls import Call, begin, calls, open_after, settle
from zhike.web.door import Asked
from zhike.web.forms.day import PutOffTo
from zhike.web.forms.reading import read
from zhike.web.pages.customer import note_form
from zhike.web.shown.tasks import postponements
from zhike.web.undo import can_take_back, remember
from zhike.words.problem import Refused

DONE, LATER, PASSED, GONE = "已跟进", "推迟", "跳过", "不在了"


@require_POST
def start(request: Asked) -> HttpResponse:
    """Begin with whoever is due today."""
    due = due_for(request.viewer, today=timezone.localdate())
    begin(request.session, [line.customer_id for line in due])
    return redirect("queue", 1) if due else redirect("home")


def queue(request: Asked, place: int) -> HttpResponse:
    """Show the customer at a place of the queue; a note saved here leads to the next (POST)."""
    all_calls = calls(request.session)
    if not 1 <= place <= len(all_calls):
        return redirect("home")
    line = _line(request, all_calls[place - 1])
    if line is None:
        settle(request.session, place, outcome=GONE)
        return _on(request, place)
    form = note_form(request)
    if request.method == "POST" and form.is_valid():
        return _keep(request, place, line, form.note())
    context = {
        "title": _("跟进"),
        "line": line,
        "form": form,
        "place": place,
        "total": len(all_calls),
        "settled": all_calls[place - 1].outcome,
        "done": sum(bool(call.outcome) for call in all_calls),
        "days": postponements(timezone.localdate()),
        "today": timezone.localdate(),
        "may_see": request.viewer.can("see_full"),
    }
    return render(request, "queue/page.html", context, status=422 if form.errors else 200)


def _line(request: Asked, call: Call) -> Due | None:
    found = lines_of(request.viewer, [call.customer_id], today=timezone.localdate())
    return found[0] if found else None


def _keep(request: Asked, place: int, line: Due, note: Any) -> HttpResponse:
    tasks = [task for task in line.tasks if f"leave-{task}" not in request.POST]
    kept = keep_talk(request.viewer, line.customer_id, note, tasks=tasks, at=timezone.now())
    undo = remember(request.session, "talk", interaction=kept, tasks=tasks)
    settle(request.session, place, outcome=DONE, said=note.summary[:120], undo=undo)
    messages.success(request, _("已记下 {name}").format(name=line.customer), extra_tags=undo)
    return _on(request, place)


@require_POST
def queue_skip(request: Asked, place: int) -> HttpResponse:
    """Leave the customer as it is and go on."""
    _insist(request, place)
    settle(request.session, place, outcome=PASSED)
    return _on(request, place)


@require_POST
def queue_later(request: Asked, place: int) -> HttpResponse:
    """Put off everything due with the customer to another day and go on."""
    call = _insist(request, place)
    day = read(PutOffTo, request)["due_on"]
    line = _line(request, call)
    if line is not None:
        undo = _put_off(request, line, day)
        settle(request.session, place, outcome=LATER, said=_("到 {day}").format(day=day), undo=undo)
        said = _("{name} 推迟到 {day}").format(name=line.customer, day=day)
        messages.success(request, said, extra_tags=undo)
    return _on(request, place)


def _put_off(request: Asked, line: Due, day: date) -> str:
    before = put_off(
        request.viewer,
        tasks=dict.fromkeys(line.tasks, day),
        promises=dict.fromkeys(line.promises, day),
        at=timezone.now(),
    )
    days = {
        part: {str(key): value.isoformat() for key, value in getattr(before, part).items()}
        for part in ("tasks", "promises")
    }
    return remember(request.session, "put_off", **days)


@require_POST
def due_later(request: Asked, customer_id: int) -> HttpResponse:
    """Put off, from 今天, everything due with a customer."""
    day = read(PutOffTo, request)["due_on"]
    found = lines_of(request.viewer, [customer_id], today=timezone.localdate())
    if not found or not (found[0].tasks or found[0].promises):
        raise Refused(_("这个客户今天没有可以推迟的事，请刷新后再看。"))
    undo = _put_off(request, found[0], day)
    said = _("{name} 推迟到 {day}").format(name=found[0].customer, day=day)
    messages.success(request, said, extra_tags=undo)
    return redirect("home")


@require_POST
def queue_phone(request: Asked, contact_id: int) -> HttpResponse:
    """Show the full number of whoever is called, noted with its reason."""
    phone = reveal_phone(request.viewer, contact_id, why=_("今天要做"), at=timezone.now())
    return render(request, "customers/phone.html", {"phone": phone, "dials": True})


def queue_end(request: Asked) -> HttpResponse:
    """Say what the round brought, with one undo each."""
    found = calls(request.session)
    if not found:
        return redirect("home")
    names = named_for(request.viewer, [call.customer_id for call in found])
    lines = [
        {
            "name": names[call.customer_id].name,
            "url": reverse("customer", args=[call.customer_id]),
            "outcome": call.outcome or _("还没有"),
            "said": call.said,
            "undo": call.undo if can_take_back(request.session, call.undo) else "",
            "undone": bool(call.undo) and not can_take_back(request.session, call.undo),
            "again": reverse("queue", args=[place]) if call.outcome in ("", PASSED) else "",
        }
        for place, call in enumerate(found, 1)
        if call.customer_id in names
    ]
    counted = {
        word: sum(line["outcome"] == word and not line["undone"] for line in lines)
        for word in (DONE, LATER, PASSED)
    }
    context = {"title": _("这一轮"), "lines": lines, "counted": counted, "total": len(lines)}
    return render(request, "queue/end.html", context)


def _insist(request: Asked, place: int) -> Call:
    found = calls(request.session)
    if not 1 <= place <= len(found):
        raise Refused(_("这一轮跟进已经结束，请回到今天重新开始。"))
    return found[place - 1]


def _on(request: Asked, place: int) -> HttpResponse:
    following = open_after(request.session, place)
    return redirect("queue", following) if following else redirect("queue_end")


urlpatterns = [
    path("queue/start/", start, name="queue_start"),
    path("queue/end/", queue_end, name="queue_end"),
    path("queue/<int:place>/", queue, name="queue"),
    path("queue/<int:place>/skip/", queue_skip, name="queue_skip"),
    path("queue/<int:place>/later/", queue_later, name="queue_later"),
    path("queue/phone/<int:contact_id>/", queue_phone, name="queue_phone"),
    path("customers/<int:customer_id>/later/", due_later, name="due_later"),
]
