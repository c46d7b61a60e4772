"""附件: files of a record, handed over, handed out, taken off."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhike.records.customer.scope import NotYours
from zhike.records.entry.lookups import kept_for
from zhike.records.entry.rights import may_write, said_of
from zhike.records.filing.changes import attach, detach
from zhike.records.filing.contents import KINDS, MOST_BYTES
from zhike.records.filing.lookups import NOUNS, attachments_of, file_of
from zhike.web.door import Asked
from zhike.web.undo import remember
from zhike.web.ways import way_back
from zhike.words.problem import Refused

MOST_AT_ONCE = 10
NOTHING_RUNS = "default-src 'none'; sandbox; frame-ancestors 'none'"


def attachments(request: Asked, noun: str, record_id: int) -> HttpResponse:
    """Show the files of one record, or keep what is handed over with it (POST)."""
    if noun not in NOUNS:
        raise NotYours(_("没有这条记录，或它不在您的范围内。"))
    kept = kept_for(request.viewer, noun, record_id)
    here = reverse("attach", args=[noun, record_id])
    if request.method == "POST":
        return _take(request, noun, record_id, here)
    context = {
        "title": _("附件"),
        "about": kept.customer,
        "said": _(said_of(noun)),
        "url": here,
        "attachments": attachments_of(request.viewer, noun, record_id),
        "attach_to": here,
        "may_attach": may_write(request.viewer, noun),
        "accept": accept(),
        "next": way_back(request, otherwise="customers"),
    }
    template = "attachments/panel.html" if request.htmx else "attachments/page.html"
    return render(request, template, context)


def accept() -> str:
    """Return what a file box offers: the kinds that are kept, and photos of a phone."""
    return ",".join([*(f".{kind}" for kind in KINDS), ".jpeg", "image/jpeg", "image/png"])


def _take(request: Asked, noun: str, record_id: int, here: str) -> HttpResponse:
    files = [file for file in request.FILES.getlist("file") if file.name]
    if not files or len(files) > MOST_AT_ONCE:
        raise Refused(_("请选 1 到 %(most)s 个文件。") % {"most": MOST_AT_ONCE})
    ids: list[int] = []
    try:
        ids.extend(_one(request, noun, record_id, file) for file in files)
    finally:
        if ids:
            undo = remember(request.session, "attached", ids=ids)
            said = _("已存 %(n)s 个附件") % {"n": len(ids)}
            messages.success(request, said, extra_tags=undo)
    back = way_back(request, otherwise="customers")
    return redirect(here if here in back else back)


def _one(request: Asked, noun: str, record_id: int, file: Any) -> int:
    if file.size > MOST_BYTES:
        raise Refused(
            _("%(name)s 有 %(size)s MB，附件最大 %(most)s MB；请压缩或分开再传。")
            % {"name": file.name, "size": file.size >> 20, "most": MOST_BYTES >> 20}
        )
    return attach(
        request.viewer, noun, record_id, name=file.name, chunks=file.chunks(),
        home=settings.HOME, at=timezone.now(),
    )  # fmt: skip


def attachment(request: Asked, attachment_id: int) -> FileResponse:
    """Hand one file out to be kept; the browser shows nothing of it itself."""
    file, name = file_of(request.viewer, attachment_id, home=settings.HOME)
    answer = FileResponse(
        file.open("rb"), as_attachment=True, filename=name, content_type="application/octet-stream"
    )
    answer["Content-Security-Policy"] = NOTHING_RUNS
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
def take_off(request: Asked, attachment_id: int) -> HttpResponse:
    """Take one file off its record."""
    name = detach(request.viewer, attachment_id, at=timezone.now())
    undo = remember(request.session, "detached", id=attachment_id)
    messages.success(request, _("已删除附件 %(name)s") % {"name": name}, extra_tags=undo)
    return redirect(way_back(request, otherwise="customers"))


urlpatterns = [
    path("attachments/<int:attachment_id>/", attachment, name="attachment"),
    path("attachments/<int:attachment_id>/remove/", take_off, name="detach"),
    path("attachments/<str:noun>/<int:record_id>/", attachments, name="attach"),
]
