"""A page that stood open too long: nothing was written, and what was typed is still there."""

import json
from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

REFUSED, NOBODY = 403, 401


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose sign is missing or old; the next try carries a fresh one by itself."""
    del reason  # it names a cookie; the page says what to do
    get_token(request)  # sets the cookie anew, which the page's script sends with the next try
    if not _in_place(request):
        return render(request, "403_csrf.html", status=REFUSED)
    told = _("这一页放得太久，刚才没有保存。写的都还在，请再按一次。")
    answer = HttpResponse(status=204)
    answer["HX-Trigger"] = json.dumps({"zhike:said": {"text": told, "kind": "problem"}})
    return answer


def _in_place(request: HttpRequest) -> bool:
    """Say whether a part of the page asks, so that the page itself stays."""
    return bool(HtmxDetails(request))


class StillLoggedIn(LoginRequiredMiddleware):
    """Sends strangers to the login; who was typing when the login ran out keeps his page."""

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Redirect to the login; a page that hands something in is told how to keep it."""
        answer = super().process_view(request, view_func, view_args, view_kwargs)
        if answer is None or request.method != "POST" or _in_place(request):
            return answer
        return render(request, "expired.html", status=NOBODY)
