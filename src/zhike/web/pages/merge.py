"""查重: one group of records after another, the same firm or not (screens.md §1.5)."""

from collections.abc import Collection, Sequence
from itertools import combinations
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from zhike.jobs.comparing import compare_if_behind
from zhike.records.customer.owned import owners_of
from zhike.records.match.lookups import (
    count_compared,
    pairs_among,
    where_compared,
    with_names,
)
from zhike.records.match.waiting import Counted, Waiting, waiting_for
from zhike.records.merge.changes import merge_customers
from zhike.records.merge.fields import CHOSEN
from zhike.records.merge.judging import judge_pair
from zhike.records.merge.lookups import amounts_of, merges_for
from zhike.records.merge_round.candidates import rules_among
from zhike.records.merge_round.reviews import note_review
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.said import summed
from zhike.records.score.abc_steps import abc_steps
from zhike.web import guide
from zhike.web.door import Asked
from zhike.web.shown.clean_tabs import clean_tabs
from zhike.web.shown.merge import group_lines, joined
from zhike.web.shown.merge_outcome import moved_by_merging, outcome
from zhike.web.shown.relation import relation_choices
from zhike.web.shown.side_by_side import side_by_side
from zhike.web.undo import last_of, remember
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

SHOWN, COUNTED = 60, 2000
ACTS = ("merge", "judge")
SAID = {
    "不同": gettext_lazy("已记下：不是同一家"),
    "有关联": gettext_lazy("已记下：有关联，各自保留"),
    "以后": gettext_lazy("放到最后再看"),
}


def review(request: Asked) -> HttpResponse:
    """Show the groups that may be one, and one of them side by side.

    `ids` names the group, also one nobody found; `then` one that may be gone by now.
    """
    is_due, waiting = compare_if_behind(request.viewer), waiting_for(request.viewer)
    here = _ids(request.GET.get("ids", "")) or _first(waiting, _ids(request.GET.get("then", "")))
    counted = waiting.counted()
    context: dict[str, Any] = {
        "title": _("查重"),
        "tabs": clean_tabs("review_duplicates"),
        "merges": merges_for(request.viewer, most=5),
        "may_edit": request.viewer.can("edit"),
        "last_undo": last_of(request.session, ACTS),
        "compared": where_compared(),
        "is_due": is_due,
    }
    context |= _at_stake(waiting, counted)
    context |= _listed(request.viewer, waiting, here, moved=context["moved"]) | {
        "group_total": counted.total
    }
    if here:
        context |= _opened(request, waiting, here)
    else:
        context["customers"] = count_compared(request.viewer)
    return render(request, "clean/review.html", context)


def compared(request: Asked) -> HttpResponse:
    """Say whether customers are still compared, or that the groups can be looked at anew."""
    is_due = compare_if_behind(request.viewer)
    return render(request, "clean/compared.html", {"is_due": is_due, "is_done": not is_due})


def _first(waiting: Waiting, wanted: Sequence[int]) -> list[int]:
    """Return the ids of the group that was wanted if it is still there, else of the first."""
    still = [group] if (group := waiting.of(wanted)) else waiting.some(0, 1)
    return list(still[0].ids) if still else []


def _at_stake(waiting: Waiting, counted: Counted) -> dict[str, Any]:
    groups = [group for group in waiting.some(0, COUNTED) if not group.relation]
    amounts = amounts_of(one for group in groups for one in group.ids)
    return {
        "group_count": counted.groups,
        "stake": summed(counted.amount_fen),
        "moved": moved_by_merging(groups, amounts, active_playbook(), abc_steps()),
        "is_counted": counted.total <= COUNTED,
    }


def _listed(
    viewer: Viewer, waiting: Waiting, here: Sequence[int], *, moved: Collection[int]
) -> dict[str, Any]:
    """Return the page of groups that the open one stands on, and how to get to those beside it."""
    opened = waiting.of(here)
    start = waiting.rank(opened) // SHOWN * SHOWN if opened else 0
    some = waiting.some(max(0, start - 1), SHOWN + 2)
    shown = some[1 if start else 0 :][:SHOWN]
    owners = owners_of(viewer, [one for group in shown for one in group.ids])
    lines = group_lines(with_names(viewer, shown), here, owners=owners, moved=moved)
    behind = some[len(shown) + (1 if start else 0) :]
    return {
        "groups": lines,
        "from": start + 1,
        "upto": start + len(shown),
        "earlier": joined(some[0].ids) if start else "",
        "further": joined(behind[0].ids) if behind else "",
    }


def _opened(request: Asked, waiting: Waiting, here: list[int]) -> dict[str, Any]:
    playbook = active_playbook()
    shown = side_by_side(request.viewer, here, playbook)
    merging, group = shown["merging"], waiting.of(here)
    following = waiting.after(group) if group else next(iter(waiting.some(0, 1)), None)
    return {
        **shown,
        "ids": joined([side.id for side in merging.sides]),
        "following": joined(following.ids if following else ()),
        "group": group,
        "relations": relation_choices(merging.sides, shown["found"]),
        "outcome": outcome(merging, playbook, abc_steps()),
    }


def _ids(text: str) -> list[int]:
    return [int(part) for part in text.split(",") if part.strip().isdecimal()][:20]


@require_POST
def merge(request: Asked) -> HttpResponse:
    """Merge the group that was looked at and go on to the next."""
    ids = _ids(request.POST.get("ids", ""))
    left_out = set(map(int, filter(str.isdecimal, request.POST.getlist("apart"))))
    survivor, *others = [one for one in ids if one not in left_out] or [0]
    rules, at = rules_among(pairs_among(request.viewer, ids)), timezone.now()
    take = _taken(request.POST, ids)
    merge_id = merge_customers(request.viewer, survivor, others, take=take, at=at)
    whole = not left_out & set(ids)
    note_review(request.viewer, rules, ids, right=whole, merge=merge_id if whole else None, at=at)
    back = remember(request.session, "merge", merge=merge_id)
    guide.note(request, "merge")
    said = _("已合并 %(n)s 条") % {"n": len(others) + 1}
    messages.success(request, said, extra_tags=back)
    return _on(request)


def _taken(typed: QueryDict, ids: Sequence[int]) -> dict[str, int]:
    given = {name: typed.get(f"take_{name}", "") for name in CHOSEN}
    return {name: int(one) for name, one in given.items() if one.isdecimal() and int(one) in ids}


@require_POST
def judge(request: Asked) -> HttpResponse:
    """Remember that a group is not one firm, is related, or is for later; go on to the next."""
    said, relation = request.POST.get("said", ""), request.POST.get("relation", "")
    if said not in SAID:
        raise Refused(_("请选：不是同一家、有关联，或以后再看。"))
    ids, at = _ids(request.POST.get("ids", "")), timezone.now()
    rules, pairs = rules_among(pairs_among(request.viewer, ids)), list(combinations(ids, 2))
    for one, other in pairs:  # the relation is asked for to the first alone
        word = relation if one == ids[0] else ""
        judge_pair(request.viewer, one, other, said, relation=word, at=at)
    if said != "以后":
        note_review(request.viewer, rules, ids, right=False, at=at)
    back = remember(request.session, "judge", pairs=pairs, ids=ids)
    messages.success(request, str(SAID[said]), extra_tags=back)
    return _on(request)


def _on(request: Asked) -> HttpResponse:
    """Lead to the group that stood behind the one just judged."""
    following = joined(_ids(request.POST.get("following", "")))
    return redirect(reverse("review_duplicates") + (f"?then={following}" if following else ""))


urlpatterns = [
    path("clean/same/", review, name="review_duplicates"),
    path("clean/same/compared/", compared, name="review_compared"),
    path("clean/same/merge/", merge, name="merge_customers"),
    path("clean/same/judge/", judge, name="judge_customers"),
]
