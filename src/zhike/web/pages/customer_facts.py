"""更多资料: the own fields of one customer, corrected by hand."""

from django.http import HttpResponse
from django.urls import path

from zhike.web.door import Asked
from zhike.web.forms.facts import Facts
from zhike.web.pages.entry import edit


def facts(request: Asked, customer_id: int) -> HttpResponse:
    """Show the own fields of a customer in a form, or write what changed."""
    return edit(request, Facts, customer_id=customer_id)


urlpatterns = [path("customers/<int:customer_id>/facts/", facts, name="customer_facts")]
