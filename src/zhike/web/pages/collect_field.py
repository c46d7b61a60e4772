"""新建栏目: an own field made where a column of a sheet has no place yet."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from zhike.jobs.run import run_now
from zhike.records.batch.lookups import proposed_with
from zhike.records.catalogue.changes import new_field
from zhike.records.playbook_version.lookups import active_playbook, active_version
from zhike.records.rights import insist
from zhike.web.door import Asked
from zhike.web.forms.fields import FieldForm
from zhike.web.pages.collect_steps import waiting
from zhike.web.shown.intake.fresh import as_begun, column_at
from zhike.web.shown.intake.steps import address
from zhike.web.undo import remember
from zhike.words.problem import Refused


def collect_field(request: Asked, batch_id: int) -> HttpResponse:
    """Describe an own field for a column (`?column=<sheet>-<column>`); the column is read as it."""
    insist(request.viewer, "settings", _("新建栏目"))
    waiting(request.viewer, batch_id)
    understood = run_now("read_columns", request.viewer, batch=batch_id)["sheets"]
    sheet, column = column_at(understood, request.GET.get("column", ""))
    form = FieldForm(request.POST or None, playbook=active_playbook())
    if not form.is_bound:
        form.initial = {**form.initial, **as_begun(column)}
    if request.method != "POST" or not form.is_valid():
        return _shown(request, batch_id, form, column)
    try:
        _why, versions = new_field(
            request.viewer, sheet["kind"], words=form.listed(),
            seen=request.POST.get("version", ""), at=timezone.now(), **form.values(),
        )  # fmt: skip
    except Refused as trouble:
        return _shown(request, batch_id, form, column, trouble=str(trouble))
    then = _then(request, address(batch_id, "columns"))
    said = form.cleaned_data["label"]
    undo = _read_as(request, batch_id, said, sheet["kind"], column["head"], versions)
    messages.success(request, _("已新建栏目“%(label)s”") % {"label": said}, extra_tags=undo)
    return then


def _read_as(
    request: Asked, batch_id: int, label: str, noun: str, head: str, versions: tuple[str, str]
) -> str:
    """Have the column read as the field called so; returns the address that takes it all back."""
    field = next(spec.path for spec in active_playbook().fields(noun) if spec.label == label)
    kept = proposed_with(request.viewer, batch_id)["mapping"]
    before = dict(kept) if isinstance(kept, dict) else {}
    run_now("propose_again", request.viewer, batch=batch_id, mapping=before | {field: head})
    return remember(
        request.session, "own_field", batch=batch_id, mapping=before, label=label,
        version=versions[0], seen=versions[1],
    )  # fmt: skip


def _then(request: Asked, where: str) -> HttpResponse:
    if not request.htmx:
        return redirect(where)
    answer = HttpResponse(status=204)
    answer["HX-Redirect"] = where
    return answer


def _shown(
    request: Asked, batch_id: int, form: FieldForm, column: dict[str, Any], *, trouble: str = ""
) -> HttpResponse:
    in_panel = bool(request.htmx) and request.htmx.target == "panel"
    context = {
        "title": _("新建栏目：%(head)s") % {"head": column["head"]},
        "form": form,
        "spec": None,
        "trouble": trouble,
        "version": active_version(),
        "to": request.get_full_path(),
        "back": address(batch_id, "columns"),
        "in_panel": in_panel,
    }
    template = "fields/panel.html" if in_panel else "fields/one.html"
    status = 422 if form.is_bound else 200
    return render(request, template, context, status=status)


urlpatterns = [
    path("collect/<int:batch_id>/columns/new/", collect_field, name="collect_field"),
]
