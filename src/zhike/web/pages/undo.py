"""One address that takes the last act back."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, path, resolve
from django.utils import timezone
from django.views.decorators.http import require_POST

from zhike.records.customer.named import named_for
from zhike.web.door import Asked
from zhike.web.undo import take_back
from zhike.web.ways import way_back


@require_POST
def undo(request: Asked, token: str) -> HttpResponse:
    """Take an act back and return to where the button stood."""
    said = take_back(request.session, token, request.viewer, at=timezone.now())
    messages.success(request, said)
    back = way_back(request, otherwise="home")
    return redirect("customers" if _is_gone(request, back) else back)


def _is_gone(request: Asked, address: str) -> bool:
    """Say whether the page one stood on was of a customer whose entry was just taken back."""
    try:
        found = resolve(urlsplit(address).path)
    except Resolver404:
        return False
    whose = found.kwargs.get("customer_id") if found.url_name == "customer" else None
    return whose is not None and not named_for(request.viewer, [whose])


urlpatterns = [path("undo/<str:token>/", undo, name="undo")]
