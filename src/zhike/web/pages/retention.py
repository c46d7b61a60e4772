"""设置 → 保留期限: what is over its days is looked at and cleared; how long files stay."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from zhike.playbook.fields import NOUNS, SENSITIVITIES
from zhike.records.batch.files import keep_for, kept_days
from zhike.records.catalogue.expiry import clear_field, switch_clearing
from zhike.records.catalogue.retention import SHOWN, over_ids, over_rows, retained_for
from zhike.records.playbook_version.lookups import active_playbook, active_version
from zhike.records.said import said
from zhike.web.door import Asked
from zhike.web.edited import done, insist_editor
from zhike.web.undo import remember

_SENSITIVITIES = {value: word for word, value in SENSITIVITIES.items()}
_SAID = {noun: word for word, noun in NOUNS.items()}


class FilesForm(forms.Form):
    """For how many days the files handed over for an import are kept."""

    days = forms.IntegerField(label=gettext_lazy("天数"), min_value=1, max_value=3650)


def retention(request: Asked) -> HttpResponse:
    """Show every field with days, and how many of its values are over."""
    insist_editor(request)
    fields = retained_for(request.viewer, at=timezone.now())
    context = {
        "title": _("保留期限"),
        "fields": [
            {
                "one": one,
                "noun": said(one.noun),
                "sensitivity": said(_SENSITIVITIES.get(one.spec.sensitivity, "")),
            }
            for one in fields
        ],
        "over": sum(one.over for one in fields),
        "clears": active_playbook().clears_expired,
        "version": active_version(),
        "days": kept_days(),
    }
    return render(request, "settings/retention.html", context)


def over(request: Asked, field_path: str) -> HttpResponse:
    """Show whose values of a field are over; a POST clears them for good."""
    insist_editor(request)
    at = timezone.now()
    if request.method == "POST":
        n = clear_field(request.viewer, field_path, at=at)
        messages.success(
            request, _("已清除 %(n)s 个值，每条记录的历史里写了一行。") % {"n": f"{n:,}"}
        )
        return redirect("retention")
    spec = active_playbook().field(field_path)
    rows = over_rows(request.viewer, spec, at=at)
    context: dict[str, Any] = {
        "title": _("到期的值：%(field)s")
        % {"field": f"{said(_SAID[spec.noun])}.{said(spec.label)}"},
        "spec": spec,
        "rows": rows,
        "count": over_ids(spec, at=at).count() if spec.retention_days else 0,
        "is_part": len(rows) == SHOWN,
    }
    return render(request, "settings/over.html", context)


@require_POST
def clearing(request: Asked) -> HttpResponse:
    """Switch the daily clearing on or off."""
    insist_editor(request)
    why, versions = switch_clearing(
        request.viewer, request.POST.get("on") == "1",
        seen=request.POST.get("version", ""), at=timezone.now(),
    )  # fmt: skip
    return done(request, why, versions, to=reverse("retention"))


@require_POST
def files(request: Asked) -> HttpResponse:
    """Say for how many days handed-over files are kept."""
    insist_editor(request)
    form = FilesForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("原文件保留天数请填 1 到 3650。"))
        return redirect("retention")
    days = form.cleaned_data["days"]
    before = keep_for(request.viewer, days, at=timezone.now())
    undo = remember(request.session, "keep_files", days=before)
    said_so = _("导入的原文件从现在起保留 %(n)s 天（原来 %(before)s 天）")
    messages.success(request, said_so % {"n": days, "before": before}, extra_tags=undo)
    return redirect("retention")


urlpatterns = [
    path("settings/retention/", retention, name="retention"),
    path("settings/retention/clearing/", clearing, name="retention_clearing"),
    path("settings/retention/files/", files, name="retention_files"),
    path("settings/retention/<str:field_path>/", over, name="retention_over"),
]
