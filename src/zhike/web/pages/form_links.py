"""The links of a form: one a channel, with its code, its snippet and its counts."""

import io

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhike.records.form.changes import add_link, close_link
from zhike.records.form.lookups import NoSuchForm, form_for
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.said import said
from zhike.web.door import Asked
from zhike.web.shown import forms as shown
from zhike.web.shown.downloads import as_file

CHANNELS = "接触渠道"
PIXELS = 12  # of one dot of a code, enough for a poster


def form_links(request: Asked, form_id: int) -> HttpResponse:
    """Show the links of a form, or add one."""
    row = form_for(request.viewer, form_id)
    if request.method == "POST":
        channel, label = request.POST.get("channel", ""), request.POST.get("label", "")
        known = active_playbook().vocabulary(CHANNELS).standard(channel) or channel
        add_link(request.viewer, form_id, channel=known, label=label, at=timezone.now())
        messages.success(request, _("已加链接：%(channel)s") % {"channel": said(known)})
        return redirect("form_links", form_id)
    context = {
        "title": row.design.title or _("新表单"),
        "form": row,
        "tabs": shown.tabs_of(row, "form_links"),
        "links": shown.links_of(request, row.links, row.design.title),
        "channels": _channels(),
        "framed": bool(row.published and row.published.hosts),
    }
    return render(request, "forms/links.html", context)


def _channels() -> list[tuple[str, list[tuple[str, str]]]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for word in active_playbook().vocabulary(CHANNELS).words:
        groups.setdefault(said(word.group) or _("其他"), []).append((word.word, said(word.label)))
    return list(groups.items())


@require_POST
def form_link_close(request: Asked, form_id: int, link_id: int) -> HttpResponse:
    """Close one link, or open it again."""
    closed = request.POST.get("closed") == "1"
    close_link(request.viewer, form_id, link_id, closed=closed, at=timezone.now())
    messages.success(
        request, _("这个链接已停用，其余的照常") if closed else _("这个链接又可以用了")
    )
    return redirect("form_links", form_id)


def form_link_code(request: Asked, form_id: int, link_id: int) -> HttpResponse:
    """Hand the code of a link out as a picture for print."""
    row = form_for(request.viewer, form_id)
    link = next((link for link in row.links if link.id == link_id), None)
    if link is None:
        raise NoSuchForm(_("没有这个链接，请刷新页面。"))
    whole = request.build_absolute_uri(reverse("public_form", args=[link.token]))
    drawn = io.BytesIO()
    segno.make(whole, error="m").save(drawn, kind="png", scale=PIXELS, border=4)
    name = f"{row.design.title} {link.channel} {link.label}".strip()
    return as_file(f"{name}.png", drawn.getvalue(), content_type="image/png")


urlpatterns = [
    path("collect/forms/<int:form_id>/links/", form_links, name="form_links"),
    path("collect/forms/<int:form_id>/links/<int:link_id>/close/", form_link_close,
         name="form_link_close"),
    path("collect/forms/<int:form_id>/links/<int:link_id>/code.png", form_link_code,
         name="form_link_code"),
]  # fmt: skip
