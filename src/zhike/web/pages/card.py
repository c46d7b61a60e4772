"""让客户自己更正: a link with what is kept of him, good for some days; what he types waits."""

import secrets
import time
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from zhike.records.card.changes import DAYS, make_link, note_answered, note_opened, withdraw_link
from zhike.records.card.lookups import USUAL, OpenCard, askable, links_of, open_card
from zhike.records.customer.scope import insist
from zhike.records.form.knocks import knock
from zhike.records.handin.changes import Handed, hand_in
from zhike.records.listing.lookups import head_of
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.said import said
from zhike.web.door import Asked
from zhike.web.forms.card import CardForm, NewLink
from zhike.web.forms.public import TRAP
from zhike.web.shown.forms import qr_svg
from zhike.web.visitor import address_of, language_of
from zhike.words.problem import Refused

SALT, LASTS_S, MOST_BYTES = "zhike.card", 12 * 3600, 64 << 10
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


def card_links(request: Asked, customer_id: int) -> HttpResponse:
    """Show a customer's links and make one (POST); the address of a new one is shown once."""
    insist(request.viewer, "edit", _("发出更正链接"))
    playbook, now = active_playbook(), timezone.now()
    specs = askable(playbook)
    posted = request.POST if request.method == "POST" else None
    form = NewLink(posted, choices=[(spec.path, said(spec.label)) for spec in specs])
    form.initial = {"fields_asked": list(USUAL), "days": DAYS}
    whole = ""
    if posted is not None and form.is_valid():
        token = make_link(
            request.viewer, customer_id, form.cleaned_data["fields_asked"],
            days=form.cleaned_data["days"], playbook=playbook, at=now,
        )  # fmt: skip
        whole = request.build_absolute_uri(reverse("card", args=[token]))
    context = {
        "title": _("让客户自己更正"),
        "url": reverse("card_links", args=[customer_id]),
        "head": head_of(request.viewer, customer_id),
        "form": form,
        "usual": sum(spec.path in USUAL for spec in specs),
        "links": links_of(request.viewer, customer_id, at=now),
        "whole": whole,
        "code": qr_svg(whole) if whole else "",
    }
    template = "card/panel.html" if request.htmx else "card/page.html"
    return render(request, template, context, status=422 if form.errors else 200)


@require_POST
def withdraw(request: Asked, card_link_id: int) -> HttpResponse:
    """Close a link for good."""
    customer_id = withdraw_link(request.viewer, card_link_id, at=timezone.now())
    messages.success(request, _("链接已撤回，打开它的人什么也看不到了"))
    return redirect("card_links", customer_id)


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def card(request: HttpRequest, token: str) -> HttpResponse:
    """Show a customer his own card behind its link, or keep what he corrects."""
    with translation.override(language_of(request)):
        now = timezone.now()
        try:
            asked = open_card(token, at=now)
        except Refused as why:
            return _answer("forms/public/sentence.html", {"sentence": str(why)}, status=404)
        if request.method == "POST":
            return _corrected(request, asked, token)
        note_opened(asked.link_id, at=now)
        return _page(request, asked, _form(asked), token)


def _form(asked: OpenCard, data: Any = None) -> CardForm:
    return CardForm(data, values=asked.values, playbook=active_playbook(), now=timezone.localtime())


def _corrected(request: HttpRequest, asked: OpenCard, token: str) -> HttpResponse:
    if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
        told = {"sentence": _("填的内容太长了，请删短一些再提交。")}
        return _answer("forms/public/sentence.html", told, status=413)
    form = _form(asked, request.POST)
    once = _once(request.POST.get("stamp", ""), token)
    if not once:
        form.add_error(None, _("页面打开太久了，内容都还在，请再按一次提交。"))
    if not form.is_valid():
        return _page(request, asked, form, token, status=422)
    if not knock(address_of(request), at=timezone.now()):
        told = {"sentence": _("这个网络提交得太多了，请过一小时再试。")}
        return _answer("forms/public/sentence.html", told, status=429)
    if form.values and not request.POST.get(TRAP):
        _keep(asked, form, once)
    return _answer("card/thanks.html", {"design": form.design, "changed": bool(form.values)})


def _keep(asked: OpenCard, form: CardForm, once: str) -> None:
    now = timezone.now()
    handed = Handed(
        values=form.values, consent=form.consent(now), customer_id=asked.customer_id,
        once=once, tells=asked.tells,
    )  # fmt: skip
    hand_in(handed, at=now)
    note_answered(asked.link_id, at=now)


def _stamp(token: str) -> str:
    """Return a sign that the card was shown now; it also makes two clicks one hand-in."""
    return signing.dumps([token[:8], secrets.token_urlsafe(9), int(time.time())], salt=SALT)


def _once(stamp: str, token: str) -> str:
    """Return what makes this hand-in one; empty for a stamp that is none of ours, or old."""
    try:
        whose, once, at = signing.loads(stamp, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    fresh = whose == token[:8] and time.time() - at < LASTS_S
    return f"card:{once}" if fresh else ""


def _page(
    request: HttpRequest, asked: OpenCard, form: CardForm, token: str, *, status: int = 200
) -> HttpResponse:
    context = {
        "design": form.design, "form": form, "stamp": _stamp(token), "trap": TRAP,
        "action": request.get_full_path(), "until": asked.until,
    }  # fmt: skip
    return _answer("card/public.html", context, status=status)


def _answer(template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    body = render_to_string(template, context | {"language": translation.get_language()})
    answer = HttpResponse(body, status=status)
    answer["Content-Security-Policy"] = POLICY
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


urlpatterns = [
    path("customers/<int:customer_id>/card/", card_links, name="card_links"),
    path("cards/links/<int:card_link_id>/withdraw/", withdraw, name="card_withdraw"),
    path("card/<str:token>/", card, name="card"),
]
