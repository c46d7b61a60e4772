"""名片: people at customers as .vcf files and as codes to scan."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhike.records.contact.cards import card_of, cards_of
from zhike.records.customer.scope import insist
from zhike.web.door import Asked
from zhike.web.shown.downloads import as_file
from zhike.web.shown.vcard import card_code, card_file
from zhike.words.problem import Refused

TYPE = "text/vcard; charset=utf-8"


@require_POST
def one(request: Asked, contact_id: int) -> HttpResponse:
    """Hand one person's card out, in full where that may be seen."""
    card = card_of(request.viewer, contact_id, why="存名片", at=timezone.now())
    return as_file(f"{card.name or card.firm}.vcf", card_file([card]), content_type=TYPE)


@require_POST
def code(request: Asked, contact_id: int) -> HttpResponse:
    """Draw one person's card as a code; only for who may see the full number."""
    insist(request.viewer, "see_full", "查看完整电话")
    card = card_of(request.viewer, contact_id, why="名片二维码", at=timezone.now())
    return render(request, "customers/code.html", {"code": card_code(card), "card": card})


@require_POST
def picked(request: Asked) -> HttpResponse:
    """Hand the cards of the picked customers' people out."""
    ids = [int(one) for one in request.POST.getlist("id") if one.isdigit()]
    if not ids:
        raise Refused(_("还没有选中客户。请先在列表左边勾选，再做这一步。"))
    cards = cards_of(request.viewer, ids, at=timezone.now())
    name = f"名片 {timezone.localdate()}.vcf"
    return as_file(name, card_file(cards), content_type=TYPE)


urlpatterns = [
    path("contacts/<int:contact_id>/card.vcf", one, name="contact_card"),
    path("contacts/<int:contact_id>/code/", code, name="contact_code"),
    path("customers/cards.vcf", picked, name="customers_cards"),
]
