"""One address that takes the last act back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from zhike.web.door import Asked
from zhike.web.undo import take_back
from zhike.web.ways import way_back


@require_POST
def undo(request: Asked, token: str) -> HttpResponse:
    """Take an act back and return to where the button stood."""
    said = take_back(request.session, token, request.viewer, at=timezone.now())
    messages.success(request, said)
    return redirect(way_back(request, otherwise="home"))


urlpatterns = [path("undo/<str:token>/", undo, name="undo")]
