"""What an upgrade of the program brings to a playbook of one's own: taken in, or left aside."""

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from zhike.records.playbook_version.newer import leave_news, take_news
from zhike.web.door import Asked
from zhike.web.edited import done, insist_editor


@require_POST
def news(request: Asked) -> HttpResponse:
    """Take the new fields, goals and tables in, or never offer them again."""
    insist_editor(request)
    act = leave_news if "leave" in request.POST else take_news
    why, versions = act(request.viewer, seen=request.POST.get("version", ""), at=timezone.now())
    return done(request, why, versions, to=reverse("fields"))


urlpatterns = [path("settings/playbook/news/", news, name="playbook_news")]
