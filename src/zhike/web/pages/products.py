"""产品: what is sold, entered and changed by form."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from zhike.records.entry.rights import may_write
from zhike.records.product.lookups import products_kept
from zhike.web.door import Asked
from zhike.web.shown.forms import room_tabs


def products(request: Asked) -> HttpResponse:
    """List the products, all or those that a text finds."""
    text = request.GET.get("q", "").strip()[:60]
    context = {
        "title": _("产品"),
        "tabs": room_tabs(request.viewer, "products"),
        "rows": products_kept(text),
        "q": text,
        "may_edit": may_write(request.viewer, "products"),
        "new": reverse("entry_products"),
    }
    return render(request, "products/page.html", context)


urlpatterns = [path("products/", products, name="products")]
