"""How sure a customer's key values are: asked once its page stands, for it reads the batches."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from zhike.records.crosscheck.lookups import checked_for
from zhike.records.playbook_version.lookups import active_playbook
from zhike.web.door import Asked
from zhike.web.shown.states import states_shown


def states(request: Asked, customer_id: int) -> HttpResponse:
    """Give the marks 未验证, 单源 and 双源 that go beside values, and their count (S1-27)."""
    checked = checked_for(
        request.viewer, customer_id, playbook=active_playbook(), home=settings.HOME
    )
    return render(request, "customers/states.html", states_shown(checked))


urlpatterns = [path("customers/<int:customer_id>/states/", states, name="customer_states")]
