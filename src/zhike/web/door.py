"""Who is asking: every request past the login carries its Viewer, resolved anew each time."""

from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django_htmx.middleware import HtmxDetails

from zhike.access.viewer import viewer_for
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer


class Asked(HttpRequest):
    """A request of somebody who is logged in."""

    viewer: Viewer
    htmx: HtmxDetails


class ViewerMiddleware:
    """Puts the Viewer on the request; an account closed meanwhile is logged out."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next answerer."""
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Resolve who is asking and pass the request on."""
        request.viewer = None  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            try:
                request.viewer = viewer_for(request.user.pk)  # type: ignore[attr-defined]
            except Refused:
                logout(request)
        return self.answer(request)
