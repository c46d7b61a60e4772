"""What the lower rooms refuse, told as a page: one place for all of it."""

import json
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from zhike.jobs.disk import told_of_disk
from zhike.words.period import PeriodUnreadable
from zhike.words.problem import Refused

FULL = 507  # insufficient storage
Answer = Callable[[HttpRequest], HttpResponse]


class RefusalMiddleware:
    """Turns a Refused from below into one clear sentence with the fitting status."""

    def __init__(self, answer: Answer) -> None:
        """Keep the next answerer."""
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.answer(request)

    def process_exception(self, request: HttpRequest, why: Exception) -> HttpResponse | None:
        """Answer a refusal; everything else stays a surprise."""
        if not isinstance(why, Refused | PeriodUnreadable):
            told = told_of_disk(why, home=settings.HOME.path)
            return None if told is None else self._told(request, told, status=FULL)
        return self._told(request, why, status=getattr(why, "status", 400))

    @staticmethod
    def _told(request: HttpRequest, why: Exception, *, status: int) -> HttpResponse:
        if request.path.startswith("/api/"):
            return JsonResponse({"error": str(why)}, status=status)
        if getattr(request, "htmx", False):
            answer = HttpResponse(status=204)
            answer["HX-Trigger"] = json.dumps({"zhike:said": {"text": str(why), "kind": "problem"}})
            return answer
        return render(request, "refused.html", {"sentence": str(why)}, status=status)
