"""While the demo makes way for the own company, every page is the progress of that."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string

from zhike.jobs.leaving import go_on_leaving, leaving_now
from zhike.records.company.plan import is_leaving, left_at
from zhike.records.job.lookups import JobRow
from zhike.records.listing.roll import forget_roll

AGAIN = "/company/again/"
ENDED = ("失败", "取消", "中断")


class LeavingMiddleware:
    """Answers every request with the progress while a plan to leave the demo is kept."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next answerer, and when the demo was left as far as this process knows."""
        self.answer = answer
        self.left = left_at(settings.HOME)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, except while the demo is being left."""
        if not is_leaving(settings.HOME):
            self._forget_the_demo()
            return self.answer(request)
        if request.path == AGAIN and request.method == "POST":
            go_on_leaving()
            return redirect("/")
        return _progress(request)

    def _forget_the_demo(self) -> None:
        """Forget what this process read of a book that is no longer there."""
        if self.left != (left := left_at(settings.HOME)):
            self.left = left
            forget_roll()
            cache.clear()


def _progress(request: HttpRequest) -> HttpResponse:
    job = leaving_now()
    if request.path.startswith("/api/"):
        return JsonResponse({"error": "正在换成自己的公司，请稍后再试。"}, status=503)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    page = render_to_string("company/progress.html", _shown(job), request=None)
    return HttpResponse(page, headers={"Cache-Control": "no-store"})


def _shown(job: JobRow | None) -> dict[str, Any]:
    return {
        "title": "正在换成自己的公司",
        "said": job.said if job else "",
        "share": job.share if job and job.total else None,
        "trouble": job.trouble if job and job.state in ENDED else "",
        "again": AGAIN,
    }
