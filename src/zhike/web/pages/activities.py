"""活动: what was put on, at what cost, who came and what came of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhike.records.attendance.attendees import Meant, meant_by
from zhike.records.attendance.changes import attend, leave_out
from zhike.records.attendance.lookups import ActivityRow, activities_for, activity_for
from zhike.records.customer.named import named_for
from zhike.records.entry.rights import may_write
from zhike.records.filing.lookups import attachments_of
from zhike.web.door import Asked
from zhike.web.pages.attachments import accept
from zhike.web.sheets import cells_of
from zhike.web.shown.activity import figures
from zhike.web.shown.forms import room_tabs
from zhike.web.undo import remember
from zhike.web.ways import way_back
from zhike.words.problem import Refused


def activities(request: Asked) -> HttpResponse:
    """List the activities with their cost and who came."""
    context = {
        "title": _("活动"),
        "tabs": room_tabs(request.viewer, "activities"),
        "rows": activities_for(request.viewer),
        "whole": request.viewer.scope == "all",
        "may_edit": may_write(request.viewer, "activities"),
        "new": reverse("entry_activities"),
    }
    return render(request, "activities/list.html", context)


def activity(request: Asked, activity_id: int) -> HttpResponse:
    """Show one activity with its attendee sheet."""
    return _page(request, activity_for(request.viewer, activity_id))


def _page(
    request: Asked, row: ActivityRow, *, left: list[dict[str, Any]] | None = None
) -> HttpResponse:
    context = {
        "title": row.name,
        "row": row,
        "figures": figures(row, whole=request.viewer.scope == "all"),
        "left": left or [],
        "strangers": any(not line["choices"] for line in left or ()),
        "may_import": request.viewer.can("import"),
        "may_edit": may_write(request.viewer, "activities"),
        "may_attach": may_write(request.viewer, "activities"),
        "attachments": attachments_of(request.viewer, "activities", row.id),
        "attach_to": reverse("attach", args=["activities", row.id]),
        "accept": accept(),
    }
    return render(request, "activities/page.html", context)


@require_POST
def came(request: Asked, activity_id: int) -> HttpResponse:
    """Read an attendee sheet, pasted or as a file, and write who came; the rest is shown again."""
    row = activity_for(request.viewer, activity_id)
    lines = cells_of(request.POST.get("cells", ""), request.FILES.getlist("file"))
    if not lines:
        raise Refused(_("还没有名单：粘贴几行，或选一个文件，每行写客户编号、名称或电话。"))
    meant = meant_by(request.viewer, lines)
    _written(request, row, [one.customer_ids[0] for one in meant if len(one.customer_ids) == 1])
    left = [one for one in meant if len(one.customer_ids) != 1]
    if not left:
        return redirect("activity", activity_id)
    return _page(request, activity_for(request.viewer, activity_id), left=_asked(request, left))


def _asked(request: Asked, left: list[Meant]) -> list[dict[str, Any]]:
    """Return the lines nobody was found for, or several, with those who may be meant."""
    ids = {one for line in left for one in line.customer_ids}
    named = named_for(request.viewer, ids)
    return [
        {
            "text": line.text,
            "cells": "\t".join(line.cells),
            "choices": [named[one] for one in line.customer_ids if one in named],
        }
        for line in left
    ]


@require_POST
def tick(request: Asked, activity_id: int | None = None) -> HttpResponse:
    """Write that picked customers came: from the list of customers, or from an unclear line."""
    wanted = activity_id or request.POST.get("activity", "")
    ids = [int(one) for one in request.POST.getlist("id") if one.isdigit()]
    if not ids or not str(wanted).isdigit():
        raise Refused(_("还没有选中客户。请先在列表左边勾选，再做这一步。"))
    row = activity_for(request.viewer, int(wanted))
    _written(request, row, ids)
    return redirect(way_back(request, otherwise="activities"))


def _written(request: Asked, row: ActivityRow, customer_ids: list[int]) -> None:
    if not customer_ids:
        return
    ids = attend(request.viewer, row.id, customer_ids, at=timezone.now())
    there = len(set(customer_ids)) - len(ids)
    said = _("已登记 %(n)s 家参加“%(name)s”") % {"n": len(ids), "name": row.name}
    said += _("；%(there)s 家早在名单上") % {"there": there} if there else ""
    undo = remember(request.session, "attended", ids=ids) if ids else ""
    messages.success(request, said, extra_tags=undo)


@require_POST
def stayed_away(request: Asked, event_id: int) -> HttpResponse:
    """Take one attendee off the sheet."""
    leave_out(request.viewer, [event_id], at=timezone.now())
    undo = remember(request.session, "left_out", ids=[event_id])
    messages.success(request, _("已从名单上去掉"), extra_tags=undo)
    return redirect(way_back(request, otherwise="activities"))


urlpatterns = [
    path("activities/", activities, name="activities"),
    path("activities/came/", tick, name="activities_tick"),
    path("activities/<int:activity_id>/", activity, name="activity"),
    path("activities/<int:activity_id>/came/", came, name="activity_came"),
    path("activities/<int:activity_id>/tick/", tick, name="activity_tick"),
    path("activities/attendees/<int:event_id>/remove/", stayed_away, name="activity_away"),
]
