"""A form as anybody with its link sees it: no login, no cookie, nothing said of who is known."""

import secrets
import time
from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from zhike.records.form.changes import count_shown
from zhike.records.form.knocks import knock
from zhike.records.form.lookups import OpenForm, open_form
from zhike.records.handin.changes import Handed, hand_in
from zhike.records.playbook_version.lookups import active_playbook
from zhike.web.forms.public import TRAP, HandInForm
from zhike.web.visitor import address_of, language_of
from zhike.words.problem import Refused

MOST_BYTES = 128 << 10
LASTS_S, SHORTEST_S = 12 * 3600, 2
SALT = "zhike.public_form"
TOKEN = "stamp"  # noqa: S105 - the name of a box


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def public_form(request: HttpRequest, token: str, embed: bool = False) -> HttpResponse:
    """Show the form behind a link, or keep what is handed in."""
    with translation.override(language_of(request)):
        try:
            asked = open_form(token, today=timezone.localdate())
        except Refused as why:
            return _sentence(str(why), status=getattr(why, "status", 404))
        if embed and not asked.design.hosts:
            return _sentence(_("这个表单没有开放嵌入到别的网站。"), status=403)
        if request.method == "POST":
            return _handed_in(request, asked, token, embed=embed)
        count_shown(asked.link_id)
        return _page(request, asked, _form(asked), stamp=_stamp(token), embed=embed)


def _handed_in(request: HttpRequest, asked: OpenForm, token: str, *, embed: bool) -> HttpResponse:
    if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
        return _sentence(_("填的内容太长了，请删短一些再提交。"), status=413, asked=asked)
    form = _form(asked, request.POST)
    once, age = _read(request.POST.get(TOKEN, ""), token)
    stamp = request.POST.get(TOKEN, "") if once and age < LASTS_S else _stamp(token)
    if not once or age > LASTS_S:
        form.add_error(None, _("页面打开太久了，内容都还在，请再按一次提交。"))
    elif age < SHORTEST_S:
        form.add_error(None, _("提交得太快了，请看一眼内容再按一次提交。"))
    if not form.is_valid():
        return _page(request, asked, form, stamp=stamp, embed=embed, status=422)
    if not knock(address_of(request), at=timezone.now()):
        said = _("这个网络提交得太多了，请过一小时再试。")
        return _sentence(said, status=429, asked=asked)
    _keep(asked, form, once, spam=bool(request.POST.get(TRAP)))
    return _thanks(request, asked, embed=embed)


def _form(asked: OpenForm, data: Any = None) -> HandInForm:
    return HandInForm(
        data, design=asked.design, playbook=active_playbook(), now=timezone.localtime()
    )


def _keep(asked: OpenForm, form: HandInForm, once: str, *, spam: bool) -> None:
    now = timezone.now()
    handed = Handed(
        values=form.values, answers=form.answers, consent=form.consent(now),
        form_id=asked.form_id, version=asked.version, link_id=asked.link_id,
        channel=asked.channel, once=once, tells=asked.owner_id, title=asked.design.title,
    )  # fmt: skip
    hand_in(handed, at=now, spam=spam)


def _stamp(token: str) -> str:
    """Return a sign that this form was shown now; it also makes two clicks one hand-in."""
    return signing.dumps([token, secrets.token_urlsafe(9), int(time.time())], salt=SALT)


def _read(stamp: str, token: str) -> tuple[str, float]:
    """Return the once and the age of a stamp in seconds; an empty once for what is none of ours."""
    try:
        whose, once, at = signing.loads(stamp, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return "", 0.0
    return (once, time.time() - at) if whose == token else ("", 0.0)


def _page(
    request: HttpRequest,
    asked: OpenForm,
    form: HandInForm,
    *,
    stamp: str,
    embed: bool,
    status: int = 200,
) -> HttpResponse:
    context = {
        "design": asked.design, "form": form, "stamp": stamp, "stamp_name": TOKEN, "trap": TRAP,
        "action": request.get_full_path(), "languages": _languages(request), "embed": embed,
    }  # fmt: skip
    return _answer("forms/public/page.html", context, asked, embed=embed, status=status)


def _thanks(request: HttpRequest, asked: OpenForm, *, embed: bool) -> HttpResponse:
    context = {"design": asked.design, "again": request.get_full_path(), "embed": embed}
    return _answer("forms/public/thanks.html", context, asked, embed=embed)


def _sentence(said: str, *, status: int, asked: OpenForm | None = None) -> HttpResponse:
    context = {"sentence": said, "design": asked.design if asked else None}
    return _answer("forms/public/sentence.html", context, asked, status=status)


def _answer(
    template: str,
    context: dict[str, Any],
    asked: OpenForm | None,
    *,
    embed: bool = False,
    status: int = 200,
) -> HttpResponse:
    body = render_to_string(template, context | {"language": translation.get_language()})
    answer = HttpResponse(body, status=status)
    hosts = asked.design.hosts if embed and asked else ()
    answer["Content-Security-Policy"] = _policy(hosts)
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "no-referrer"
    if hosts:
        answer.xframe_options_exempt = True
    return answer


def _policy(hosts: Sequence[str]) -> str:
    """Return what the page may load: its own style, nothing else; no script at all."""
    around = " ".join(hosts) if hosts else "'none'"
    return (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
        f"base-uri 'none'; frame-ancestors {around}"
    )


def _languages(request: HttpRequest) -> list[tuple[str, str, bool]]:
    here = translation.get_language()
    said = {"zh-hans": "简", "zh-hant": "繁", "en": "EN"}
    return [(f"{request.path}?l={code}", word, code == here) for code, word in said.items()]


def address(token: str, *, embed: bool = False) -> str:
    """Return the path of a form's link."""
    return reverse("public_form_embed" if embed else "public_form", args=[token])


urlpatterns = [
    path("f/<str:token>/", public_form, name="public_form"),
    path("f/<str:token>/embed/", public_form, {"embed": True}, name="public_form_embed"),
]
