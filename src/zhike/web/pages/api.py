"""Where the HTTP API lives."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path

from zhike.web.api import api


@login_not_required
def nothing_here(_request: HttpRequest, rest: str) -> JsonResponse:
    """Answer an unknown address of the API in its own manner."""
    return JsonResponse({"error": f"API 里没有地址 {rest}，见 /api/v1/docs。"}, status=404)


_PAGES = ("openapi-json", "openapi-view", "api-root")
_addresses, _app, _namespace = api.urls
for _address in _addresses:
    if isinstance(_address, URLPattern) and _address.name not in _PAGES:
        login_not_required(_address.callback)  # the API answers strangers itself, with 401

urlpatterns = [
    path("api/v1/", (_addresses, _app, _namespace)),
    path("api/v1/<path:rest>", nothing_here, name="api_nothing"),
]
