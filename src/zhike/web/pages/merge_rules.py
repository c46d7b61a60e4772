"""查重 → 按规则批量: a rule's groups, a sample of them looked at, then all of them at once."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from zhike.jobs.run import enqueue, enqueue_soon
from zhike.records.customer.named import named_for
from zhike.records.match.waiting import waiting_for
from zhike.records.merge_round.candidates import found_for
from zhike.records.merge_round.changes import (
    MOST,
    NOT_SAME,
    SAME,
    UNSURE,
    answer_group,
    open_round,
)
from zhike.records.merge_round.lookups import RoundRow, round_for, rounds_for
from zhike.records.merge_round.reviews import records_of
from zhike.records.merge_round.unattended import ask_again, let_alone
from zhike.records.playbook_version.lookups import active_playbook
from zhike.web.door import Asked
from zhike.web.shown.clean_tabs import clean_tabs
from zhike.web.shown.merge import joined
from zhike.web.shown.merge_rules import SIZES, round_line, rule_lines, sizes
from zhike.web.shown.side_by_side import side_by_side
from zhike.web.undo import last_of, remember
from zhike.words.problem import Refused

LISTED = 60
ANSWERED = {
    SAME: gettext_lazy("已记下：是同一家"),
    NOT_SAME: gettext_lazy("已记下：不是同一家，这一批停下"),
    UNSURE: gettext_lazy("看不准，这一批停下"),
}


def rules(request: Asked) -> HttpResponse:
    """Show what each rule would merge, how its reviews went, and the rounds there were."""
    context = {
        "title": _("按规则批量合并"),
        "tabs": clean_tabs("review_duplicates"),
        "rules": rule_lines(waiting_for(request.viewer), active_playbook()),
        "sizes": sizes(),
        "rounds": [round_line(row) for row in rounds_for(request.viewer)],
        "may_edit": request.viewer.can("edit"),
        "may_switch": request.viewer.can("settings"),
    }
    return render(request, "clean/merge_rules.html", context)


@require_POST
def start(request: Asked) -> HttpResponse:
    """Begin a round over what a rule found and draw its sample."""
    rule, size = request.POST.get("rule", ""), request.POST.get("size", "")
    if size not in map(str, SIZES):
        raise Refused(_("请选抽查几组。"))
    groups = found_for(request.viewer, rule, most=MOST)
    opened = open_round(request.viewer, rule, groups, size=int(size), at=timezone.now())
    return redirect("merge_round", opened)


@require_POST
def switch(request: Asked) -> HttpResponse:
    """Let a rule merge by itself, or let it no more."""
    rule, on = request.POST.get("rule", ""), request.POST.get("on") == "yes"
    (let_alone if on else ask_again)(request.viewer, rule, at=timezone.now())
    said = _("规则“%(rule)s”现在自动合并") if on else _("规则“%(rule)s”不再自动合并")
    messages.success(request, said % {"rule": rule})
    return redirect("merge_rules")


def round_page(request: Asked, round_id: int) -> HttpResponse:
    """Show a round: the group to look at next, or what became of it."""
    row = round_for(request.viewer, round_id)
    context: dict[str, Any] = {
        "title": _("按规则批量合并"),
        "tabs": clean_tabs("review_duplicates"),
        "round": round_line(row),
        "record": records_of([row.rule])[0],
        "groups": _named(request, row),
        "left": _left(request, row),
        "may_edit": request.viewer.can("edit"),
        "last_undo": last_of(request.session, ("answered",)) if row.answers else "",
        "place": row.next,
    }
    if row.next is not None:
        context |= side_by_side(request.viewer, row.groups[row.next], active_playbook())
    return render(request, "clean/merge_round.html", context)


def _named(request: Asked, row: RoundRow) -> list[dict[str, Any]]:
    """Return the first groups of a round by name, with what was said of them."""
    shown = sorted(row.answers) + [at for at in range(len(row.groups)) if at not in row.answers]
    some = shown[:LISTED]
    names = named_for(request.viewer, {one for at in some for one in row.groups[at]})
    return [
        {
            "ids": joined(row.groups[at]),
            "names": [names[one].name for one in row.groups[at] if one in names],
            "said": row.answers.get(at, ""),
        }
        for at in some
    ]


def _left(request: Asked, row: RoundRow) -> list[dict[str, Any]]:
    names = named_for(request.viewer, {one for left in row.left for one in left["ids"]})
    return [
        {"names": [names[one].name for one in left["ids"] if one in names], "why": left["why"]}
        for left in row.left
    ]


@require_POST
def answer(request: Asked, round_id: int) -> HttpResponse:
    """Keep what was said of the group that was looked at; the next one follows."""
    place, said = request.POST.get("place", ""), request.POST.get("said", "")
    if not place.isdecimal() or said not in ANSWERED:
        raise Refused(_("请选：是同一家、不是同一家，或看不准。"))
    answer_group(request.viewer, round_id, int(place), said, at=timezone.now())
    back = remember(request.session, "answered", round=round_id, place=int(place))
    messages.success(request, str(ANSWERED[said]), extra_tags=back)
    return redirect("merge_round", round_id)


@require_POST
def merge_all(request: Asked, round_id: int) -> HttpResponse:
    """Have the groups of a round merged; a bar shows how far it is."""
    return _wait(request, "merge_by_rule", round_id)


@require_POST
def undo_all(request: Asked, round_id: int) -> HttpResponse:
    """Have every merge of a round taken back."""
    return _wait(request, "undo_merge_round", round_id)


def _wait(request: Asked, errand: str, round_id: int) -> HttpResponse:
    here = reverse("merge_round", args=[round_for(request.viewer, round_id).id])
    job = enqueue(errand, request.viewer, round=round_id)
    enqueue_soon("analyse", request.viewer)
    return redirect(f"{reverse('job', args=[job])}?next={here}")


urlpatterns = [
    path("clean/same/rules/", rules, name="merge_rules"),
    path("clean/same/rules/start/", start, name="merge_round_start"),
    path("clean/same/rules/switch/", switch, name="merge_rule_switch"),
    path("clean/same/rounds/<int:round_id>/", round_page, name="merge_round"),
    path("clean/same/rounds/<int:round_id>/answer/", answer, name="merge_round_answer"),
    path("clean/same/rounds/<int:round_id>/merge/", merge_all, name="merge_round_merge"),
    path("clean/same/rounds/<int:round_id>/undo/", undo_all, name="merge_round_undo"),
]
