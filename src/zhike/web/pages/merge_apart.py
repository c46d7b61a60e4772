"""拆开: undoing a merge with what came after it divided between the customers."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from zhike.records.merge.division import division_for
from zhike.records.merge.unmerging import unmerge
from zhike.records.playbook_version.lookups import active_playbook
from zhike.web.door import Asked
from zhike.web.shown.clean_tabs import clean_tabs
from zhike.web.shown.merge_apart import apart_shown
from zhike.web.undo import remember

SIDE = "side_"


def apart(request: Asked, merge_id: int) -> HttpResponse:
    """Show what undoing a merge would do and whose what came after is; do it (POST)."""
    division = division_for(request.viewer, merge_id, home=settings.HOME)
    if request.method == "POST":
        return _undone(request, merge_id, division.survivor.id)
    context = apart_shown(division, active_playbook()) | {
        "title": _("拆开合并"),
        "tabs": clean_tabs("review_duplicates"),
        "may_edit": request.viewer.can("edit"),
    }
    return render(request, "clean/apart.html", context)


def _undone(request: Asked, merge_id: int, survivor_id: int) -> HttpResponse:
    sides = _sides(request.POST)
    left = unmerge(request.viewer, merge_id, sides=sides, at=timezone.now())
    given = sum(side != survivor_id for side in sides.values())
    said = _("已撤销合并")
    said += _("，%(n)s 行分给了另一家") % {"n": given} if given else ""
    said += _("，%(n)s 处合并后又改过的保留不动") % {"n": len(left)} if left else ""
    undo = remember(request.session, "unmerged", merge=merge_id)
    messages.success(request, said, extra_tags=undo)
    return redirect("customer", survivor_id)


def _sides(typed: QueryDict) -> dict[str, int]:
    return {
        name.removeprefix(SIDE): int(side)
        for name, side in typed.items()
        if name.startswith(SIDE) and isinstance(side, str) and side.isdecimal()
    }


urlpatterns = [path("clean/same/merges/<int:merge_id>/", apart, name="merge_apart")]
