"""While the sample is being made, every page is the progress of that."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from zhike.access.viewer import viewer_named
from zhike.jobs.sample import begin_sample_again, sample_job
from zhike.records.demo import is_under_way

AGAIN = "/sample/again/"
ENDED = ("失败", "取消", "中断")


class PreparingMiddleware:
    """Answers every request with the progress while the sample is being made."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next answerer."""
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, except while the sample is not complete."""
        if not is_under_way(settings.HOME):
            return self.answer(request)
        if request.path == AGAIN and request.method == "POST":
            begin_sample_again(viewer_named(None))
            return redirect("/")
        return _progress(request)


def _progress(request: HttpRequest) -> HttpResponse:
    if request.path.startswith("/api/"):
        return JsonResponse({"error": _("示例公司正在备好，请稍后再试。")}, status=503)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    job = sample_job()
    shown = {
        "title": _("正在备好示例公司"),
        "said": job.said if job else "",
        "share": job.share if job and job.total else None,
        "trouble": job.trouble if job and job.state in ENDED else "",
        "again": AGAIN,
    }
    page = render_to_string("company/preparing.html", shown, request=None)
    return HttpResponse(page, headers={"Cache-Control": "no-store"})
