"""快速记客户: one screen on a phone, one customer after the other."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from zhike.records.entry.changes import enter
from zhike.records.entry.rights import insist_writer
from zhike.web.door import Asked
from zhike.web.forms.asking import asking_of
from zhike.web.forms.quick import QuickEntry
from zhike.web.shown.entry import said_of_entry
from zhike.web.twice import twice
from zhike.web.undo import remember


def quick(request: Asked) -> HttpResponse:
    """Show the screen, or keep a customer with what was said, in one transaction (S3-08)."""
    insist_writer(request.viewer, "customers", _("录入客户"))
    posted = request.POST if request.method == "POST" else None
    form = QuickEntry(posted, asking=asking_of(request.viewer))
    if posted is None or not form.is_valid() or form.entry is None:
        return _shown(request, form, status=422 if form.errors else 200)
    if "anyway" not in posted and (same := twice(request, form)):
        return _shown(request, form, same=same, status=409)
    now = timezone.now()
    kept = enter(request.viewer, form.entry.proposal, at=now, raw=form.entry.raw, why=form.why)
    undo = remember(request.session, "entered", noun=kept.noun, ids=kept.ids, raised=False)
    messages.success(request, said_of_entry(request.viewer, form, kept), extra_tags=undo)
    return redirect("quick") if "again" in posted else redirect("customer", kept.id)


def _shown(request: Asked, form: QuickEntry, *, same: object = (), status: int) -> HttpResponse:
    context = {"title": form.title, "form": form, "same": same}
    return render(request, "entry/quick.html", context, status=status)


urlpatterns = [path("quick/", quick, name="quick")]
