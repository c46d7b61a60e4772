"""Keeping a question to the list under a name, and dropping it."""

from urllib.parse import parse_qsl, urlsplit

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhike.records.listing.grid import GridQuestion
from zhike.records.view.changes import drop_view, save_view
from zhike.web.door import Asked
from zhike.web.shown.customer_columns import USUAL
from zhike.web.shown.customer_question import address, asked
from zhike.web.shown.own_columns import columns_kept
from zhike.web.undo import remember
from zhike.web.ways import way_back


@require_POST
def save(request: Asked) -> HttpResponse:
    """Keep what the list shows now as a view, with its columns when asked to."""
    shown = dict(parse_qsl(urlsplit(way_back(request, otherwise="customers")).query))
    query = asked(GridQuestion.from_query(shown))
    if request.POST.get("columns"):
        query["cols"] = query.get("cols") or columns_kept(request) or ",".join(USUAL)
    save_view(request.viewer, request.POST.get("name", ""), query, at=timezone.now())
    name = request.POST["name"].strip()
    messages.success(request, _("已保存视图“%(name)s”，在列表上方随时打开") % {"name": name})
    return redirect(address(query))


@require_POST
def drop(request: Asked, view_id: int) -> HttpResponse:
    """Drop one's own view; the customers in it are not touched."""
    name, query = drop_view(request.viewer, view_id, at=timezone.now())
    back = remember(request.session, "view", name=name, query=query)
    said = _("已删除视图“%(name)s”，里面的客户没有动") % {"name": name}
    messages.success(request, said, extra_tags=back)
    return redirect("customers")


urlpatterns = [
    path("customers/views/", save, name="view_save"),
    path("customers/views/<int:view_id>/drop/", drop, name="view_drop"),
]
