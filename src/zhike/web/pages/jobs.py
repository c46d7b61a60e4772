"""Long work: how far it is, its end, and stopping it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from zhike.records.job.changes import ask_cancel
from zhike.records.job.lookups import job_for
from zhike.web.door import Asked
from zhike.web.shown.working import said_of, working
from zhike.web.ways import own_place


def job(request: Asked, job_id: int) -> HttpResponse:
    """Show the bar; as a fragment it asks again each second and goes on to the result.

    `next` is a page of ours to go on to instead of the errand's own result.
    """
    row = job_for(request.viewer, job_id)
    then = own_place(request, request.GET.get("next", ""))
    shown = working(row, now=timezone.now(), then=then)
    if not request.htmx and shown["result_url"]:
        return redirect(shown["result_url"])
    if not request.htmx:
        return render(request, "jobs/job.html", {"title": said_of(row), "job": shown})
    answer = render(request, "parts/progress.html", {"job": shown})
    if shown["result_url"]:
        answer["HX-Redirect"] = shown["result_url"]
    return answer


@require_POST
def job_cancel(request: Asked, job_id: int) -> HttpResponse:
    """Ask the work to stop; it takes back what it began."""
    row = job_for(request.viewer, job_id)
    ask_cancel(row.id, by=request.viewer.account_id)
    return HttpResponse(status=204)


urlpatterns = [
    path("jobs/<int:job_id>/", job, name="job"),
    path("jobs/<int:job_id>/cancel/", job_cancel, name="job_cancel"),
]
