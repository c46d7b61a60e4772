"""看原表: the handed-over cells behind one record, in the side panel or on a page."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from zhike.records.entry.lookups import kept_for
from zhike.records.entry.rights import said_of
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.portrait.source import NOUNS, provenance_of, sources_of
from zhike.web import guide
from zhike.web.door import Asked
from zhike.web.shown.name_parts import parts_shown


def source(request: Asked, noun: str, **named: int) -> HttpResponse:
    """Show the rows of the files that a record came from."""
    (record_id,) = named.values()
    now = kept_for(request.viewer, noun, record_id)
    context = {
        "title": _("%(noun)s的原表：%(customer)s")
        % {"noun": _(said_of(noun)), "customer": now.customer},
        "customer_id": now.customer_id,
        "name_parts": parts_shown(now.values) if noun == "customers" else "",
        "fact": provenance_of(request.viewer, noun, record_id),
        "rows": sources_of(
            request.viewer, noun, record_id, playbook=active_playbook(), home=settings.HOME
        ),
        "may_import": request.viewer.can("import"),
    }
    guide.note(request, "cell")
    in_panel = bool(request.htmx) and request.htmx.target == "panel"
    return render(request, "source/panel.html" if in_panel else "source/page.html", context)


urlpatterns = [
    path(f"source/{noun}/<int:{noun}_id>/", source, {"noun": noun}, name=f"source_{noun}")
    for noun in NOUNS
]
