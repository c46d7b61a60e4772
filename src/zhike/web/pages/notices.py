"""通知: what the house told somebody, in a drawer or on a page; each line opens its place."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhike.records.notice.changes import close, seen
from zhike.records.notice.lookups import notices_for
from zhike.web.door import Asked
from zhike.web.ways import way_back


def notices(request: Asked) -> HttpResponse:
    """Show the Viewer's notices; having looked at them takes the number off the bell."""
    return _shown(request)


def _shown(request: Asked) -> HttpResponse:
    rows = notices_for(request.viewer)
    if any(row.new for row in rows):
        seen(request.viewer, timezone.now())
    template = "notices/panel.html" if request.htmx else "notices/page.html"
    context = {"title": _("通知"), "rows": rows, "url": reverse("notices")}
    return render(request, template, context)


@require_POST
def done(request: Asked) -> HttpResponse:
    """Take one notice off the list, or all of them where none is named."""
    which = request.POST.get("notice", "")
    close(request.viewer, int(which) if which.isdigit() else None, at=timezone.now())
    return _shown(request) if request.htmx else redirect(way_back(request, otherwise="notices"))


urlpatterns = [
    path("notices/", notices, name="notices"),
    path("notices/done/", done, name="notices_done"),
]
