"""查重: one group of records after another, the same firm or not (screens.md §1.5)."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from zhike.jobs.run import run_now
from zhike.records.merge.changes import merge_customers
from zhike.records.merge.fields import CHOSEN
from zhike.records.merge.judging import judge_pair
from zhike.records.merge.lookups import merges_for, merging_for
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.said import summed
from zhike.web import guide
from zhike.web.door import Asked
from zhike.web.shown.clean_tabs import clean_tabs
from zhike.web.shown.merge import field_rows, group_lines, outcome
from zhike.web.undo import remember
from zhike.words.problem import Refused

SHOWN = 60
SAID = {
    "不同": gettext_lazy("已记下：不是同一家"),
    "有关联": gettext_lazy("已记下：有关联，各自保留"),
    "以后": gettext_lazy("放到最后再看"),
}


def review(request: Asked) -> HttpResponse:
    """Show the groups that may be one, and one of them side by side."""
    groups = run_now("review_duplicates", request.viewer)["groups"]
    here = _ids(request.GET.get("ids", "")) or (groups[0]["ids"] if groups else [])
    context: dict[str, Any] = {
        "title": _("查重"),
        "tabs": clean_tabs("review_duplicates"),
        "groups": group_lines(groups[:SHOWN], here),
        "group_count": len(groups),
        "sure_count": sum(group["is_sure"] for group in groups),
        "stake": summed(sum(group["amount_fen"] for group in groups)),
        "merges": merges_for(request.viewer, most=5),
        "may_edit": request.viewer.can("edit"),
    }
    if here:
        context |= _side_by_side(request, groups, here)
    return render(request, "clean/review.html", context)


def _side_by_side(request: Asked, groups: list[dict[str, Any]], here: list[int]) -> dict[str, Any]:
    merging, playbook = merging_for(request.viewer, here), active_playbook()
    rows, equal = field_rows(merging, playbook)
    group = next((g for g in groups if sorted(g["ids"]) == sorted(here)), None)
    return {
        "merging": merging,
        "ids": ",".join(str(side.id) for side in merging.sides),
        "rows": rows,
        "equal": equal,
        "evidence": group["evidence"] if group else [],
        "is_sure": bool(group and group["is_sure"]),
        "outcome": outcome(merging, playbook),
        "is_pair": len(merging.sides) == 2,
    }


def _ids(text: str) -> list[int]:
    return [int(part) for part in text.split(",") if part.strip().isdigit()][:20]


@require_POST
def merge(request: Asked) -> HttpResponse:
    """Merge the group that was looked at and go on to the next."""
    ids = _ids(request.POST.get("ids", ""))
    left_out = set(map(int, request.POST.getlist("apart")))
    survivor, *others = [one for one in ids if one not in left_out] or [0]
    merge_id = merge_customers(
        request.viewer, survivor, others, take=_taken(request.POST, ids), at=timezone.now()
    )
    back = remember(request.session, "merge", merge=merge_id)
    guide.note(request, "merge")
    said = _("已合并 %(n)s 条") % {"n": len(others) + 1}
    messages.success(request, said, extra_tags=back)
    return redirect("review_duplicates")


def _taken(typed: QueryDict, ids: Sequence[int]) -> dict[str, int]:
    given = {name: typed.get(f"take_{name}", "") for name in CHOSEN}
    return {name: int(one) for name, one in given.items() if one.isdigit() and int(one) in ids}


@require_POST
def judge(request: Asked) -> HttpResponse:
    """Remember that a group is not one firm, is related, or is for later; go on to the next."""
    said = request.POST.get("said", "")
    if said not in SAID:
        raise Refused(_("请选：不是同一家、有关联，或以后再看。"))
    pairs = list(combinations(_ids(request.POST.get("ids", "")), 2))
    for one, other in pairs:
        judge_pair(request.viewer, one, other, said, at=timezone.now())
    back = remember(request.session, "judge", pairs=pairs)
    messages.success(request, str(SAID[said]), extra_tags=back)
    return redirect("review_duplicates")


urlpatterns = [
    path("clean/same/", review, name="review_duplicates"),
    path("clean/same/merge/", merge, name="merge_customers"),
    path("clean/same/judge/", judge, name="judge_customers"),
]
