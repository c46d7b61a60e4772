"""今天: what was found, what to do, how it goes; for every role its own."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhike.jobs.comparing import compare_if_behind
from zhike.records.account.lookups import account_row
from zhike.records.day.unassigned import give_unassigned
from zhike.records.demo import is_demo
from zhike.records.finding.lookups import findings_for
from zhike.records.listing.choices import counts_for
from zhike.records.listing.grid import GridQuestion
from zhike.records.match.lookups import where_compared
from zhike.records.match.waiting import waiting_for
from zhike.records.revision.lookups import current_token
from zhike.records.score.lookups import current_run
from zhike.web import guide
from zhike.web.door import Asked
from zhike.web.forms.day import Given
from zhike.web.forms.reading import read
from zhike.web.shown.days import day_for
from zhike.web.shown.findings import findings_shown
from zhike.web.shown.today import Asking
from zhike.web.shown.weekdays import weekday
from zhike.web.undo import remember
from zhike.web.ways import way_back

KEPT_S = 600
FOUND = 3  # sentences; the rest are one click away


def home(request: Asked) -> HttpResponse:
    """Show the Viewer's day."""
    now = timezone.localtime()
    asking = Asking(request.viewer, now, current_run())
    context: dict[str, Any] = {
        "title": _("今天"),
        "hello": _("%(now)s，%(name)s") % {"now": _hello(now), "name": request.viewer.name},
        "day_said": _day(now.date()),
        "as_of": asking.run.as_of if asking.run else None,
        "is_new": _is_empty(asking),
        "steps": guide.shown(request.viewer) if is_demo(settings.HOME) else [],
    }
    if not context["is_new"]:
        context["day"] = day_for(asking)
        found = findings_for(request.viewer)[:FOUND]
        context["findings"] = findings_shown(found, may_plan=request.viewer.can("assign"))
    context["steps_left"] = sum(not step["done"] for step in context["steps"])
    return render(request, "home/page.html", context)


def _is_empty(asking: Asking) -> bool:
    whole = {"whole": GridQuestion()}
    return not counts_for(asking.viewer, whole, as_of=asking.today)["whole"]


def _hello(now: datetime) -> str:
    return _("早上好") if now.hour < 12 else _("下午好") if now.hour < 18 else _("晚上好")


def _day(today: date) -> str:
    return _("{month}月{day}日 {weekday}").format(
        month=today.month, day=today.day, weekday=weekday(today)
    )


@require_POST
def give(request: Asked) -> HttpResponse:
    """Give a customer of nobody to a person."""
    said = read(Given, request)
    given = give_unassigned(
        request.viewer, [said["customer"]], owner_id=said["owner"], at=timezone.now()
    )
    undo = remember(request.session, "assign", before=[[None, given]])
    name = account_row(said["owner"]).name
    messages.success(request, _("已分给 {name}").format(name=name), extra_tags=undo)
    return redirect(way_back(request, otherwise="home"))


def duplicates(request: Asked) -> HttpResponse:
    """Count who may be twice in the book: asked for by the page once it is there."""
    is_due, stood = compare_if_behind(request.viewer), where_compared()
    at = stood.at.timestamp() if stood else 0
    key = f"twice-{request.viewer.account_id}-{current_token()}-{at}"
    found = cache.get(key)
    if found is None:
        counted = waiting_for(request.viewer).counted()
        found = {"groups": counted.groups, "same": counted.sure}
        cache.set(key, found, KEPT_S)
    told = {**found, "is_due": is_due, "is_first": stood is None}
    return render(request, "home/twice.html", told)


@require_POST
def guide_step(request: Asked, step: str) -> HttpResponse:
    """Tick a step of the guide off that only the page knows to be done."""
    if step == "cell":
        guide.note(request, step)
    return HttpResponse(status=204)


urlpatterns = [
    path("", home, name="home"),
    path("home/give/", give, name="give_unassigned"),
    path("home/duplicates/", duplicates, name="home_duplicates"),
    path("home/guide/<str:step>/", guide_step, name="guide_step"),
]
