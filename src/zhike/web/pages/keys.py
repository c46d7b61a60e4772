"""设置 → 接口: keys for programs, made and shown once, revoked, and what came in with them."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from zhike.playbook.fields import NOUNS as SAID
from zhike.records.event.lookups import stream_state
from zhike.records.key.changes import make_key, revoke_key
from zhike.records.key.lookups import KeyRow, keys_for
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.said import said
from zhike.web.door import Asked
from zhike.web.forms.keys import KeyForm
from zhike.web.shown.keys import example_of

WORDS = {noun: word for word, noun in SAID.items()}


@never_cache
def keys(request: Asked) -> HttpResponse:
    """Show every key and its use; a POST makes one and shows it this once."""
    made = keys_for(request.viewer)  # refuses who may not
    form = KeyForm(request.POST if request.method == "POST" else None)
    fresh: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        fresh = _made(request, form)
        made, form = keys_for(request.viewer), KeyForm()
    context = {
        "title": _("接口"),
        "form": form,
        "fresh": fresh,
        "keys": [_shown(row) for row in made],
        "stream": stream_state(request.viewer, home=settings.HOME),
        "docs": request.build_absolute_uri("/api/v1/docs"),
    }
    return render(request, "settings/keys.html", context, status=422 if form.errors else 200)


def _made(request: Asked, form: KeyForm) -> dict[str, Any]:
    told = form.told()
    key = make_key(request.viewer, told.pop("source"), at=timezone.now(), **told)
    address, body = example_of(
        form.cleaned_data["kinds"], playbook=active_playbook(), today=timezone.localdate()
    )
    return {
        "source": form.cleaned_data["source"],
        "secret": key.secret,
        "address": request.build_absolute_uri(f"/api/v1/{address}"),
        "body": body,
        "name": f"{timezone.localdate().isoformat()}-1",
    }


def _shown(row: KeyRow) -> dict[str, Any]:
    today = timezone.localdate()
    state = _("已停用") if row.revoked_at else _("已过期") if row.is_over(today) else _("有效")
    kinds = "、".join(said(WORDS[kind]) for kind in row.kinds) or _("全部")
    return {"row": row, "state": state, "kinds": kinds, "open": state == _("有效")}


@require_POST
def revoke(request: Asked, key_id: int) -> HttpResponse:
    """Close a key for good."""
    source = revoke_key(request.viewer, key_id, at=timezone.now())
    messages.success(
        request, _("“%(source)s”的密钥已停用，用它的程序从现在起会被拒绝。") % {"source": source}
    )
    return redirect("keys")


urlpatterns = [
    path("settings/keys/", keys, name="keys"),
    path("settings/keys/<int:key_id>/revoke/", revoke, name="key_revoke"),
]
