"""Answering after somebody changed the playbook: what was done, with its undo."""

import json

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from zhike.records.rights import MayNot
from zhike.web.door import Asked
from zhike.web.undo import remember


def insist_editor(request: Asked) -> None:
    """Refuse whoever may not change the playbook."""
    if not request.viewer.can("settings"):
        raise MayNot(_("只有管理员可以修改手册。"))


def in_panel(request: Asked) -> bool:
    """Say whether the answer goes into the side panel."""
    return bool(request.htmx) and request.htmx.target == "panel"


def done(request: Asked, why: str, versions: tuple[str, str], *, to: str) -> HttpResponse:
    """Say what was done, with the address that takes it back; a page goes on at `to`."""
    before, now = versions
    if before == now:
        said, undo = _("没有改动，什么也没有写"), ""
    else:
        said = _("手册已更新：%(what)s") % {"what": why}
        undo = remember(request.session, "playbook", version=before, seen=now)
    if in_panel(request):
        answer = HttpResponse(status=204)
        told = {"text": said, "undo": undo, "kind": "done"}
        answer["HX-Trigger"] = json.dumps({"zhike:kept": told})
        return answer
    messages.success(request, said, extra_tags=undo)
    return redirect(to)
