"""Where to go after a form: back to the page it stood on, never to another site."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def way_back(request: HttpRequest, *, otherwise: str) -> str:
    """Return the address the form named as `next`, else the page it was on, else a page's name."""
    for wanted in (request.POST.get("next", ""), request.headers.get("referer", "")):
        if found := own_place(request, wanted):
            return found
    return reverse(otherwise)


def own_place(request: HttpRequest, wanted: str) -> str:
    """Return an address when it leads to a page of this house, else nothing."""
    is_ours = wanted and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else ""
