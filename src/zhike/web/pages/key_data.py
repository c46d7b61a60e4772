"""整理 → 数据质量 → 目标: which fields count as key data and how full they have to be (S3-11)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from zhike.records.catalogue.key_data import say_key_data
from zhike.records.playbook_version.lookups import active_playbook, active_version
from zhike.web.door import Asked
from zhike.web.edited import done, in_panel, insist_editor
from zhike.web.forms.key_data import KeyDataForm
from zhike.words.problem import Refused


def key_data(request: Asked) -> HttpResponse:
    """Show what counts as key data, and change it."""
    insist_editor(request)
    posted = request.POST if request.method == "POST" else None
    form = KeyDataForm(posted, playbook=active_playbook())
    if posted is None or not form.is_valid():
        return _shown(request, form)
    try:
        why, versions = say_key_data(
            request.viewer, **form.values(), seen=posted.get("version", ""), at=timezone.now()
        )
    except Refused as trouble:
        return _shown(request, form, trouble=trouble)
    return done(request, why, versions, to=reverse("clean"))


def _shown(request: Asked, form: KeyDataForm, *, trouble: Refused | None = None) -> HttpResponse:
    wrong = getattr(trouble, "status", 422) if form.is_bound else 200
    context = {
        "title": _("核心字段和目标"),
        "body": "clean/key_data.html",
        "form": form,
        "trouble": str(trouble) if trouble else "",
        "version": active_version() if trouble else request.POST.get("version", active_version()),
        "to": request.get_full_path(),
        "back": reverse("clean"),
        "in_panel": in_panel(request),
    }
    template = "fields/panel.html" if context["in_panel"] else "fields/one.html"
    return render(request, template, context, status=wrong)


urlpatterns = [path("clean/key-data/", key_data, name="key_data")]
