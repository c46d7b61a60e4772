"""报表: a report of a period on the page, and as Excel, PDF or picture."""

from pathlib import Path
from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from zhike.jobs.errands.make_report import document_for
from zhike.jobs.run import enqueue, errand_of, run_now
from zhike.records.job.lookups import job_for
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.report.lookups import files_of, reports_for
from zhike.records.report.lookups import report_file as path_of
from zhike.records.said import said
from zhike.web import guide
from zhike.web.door import Asked
from zhike.web.forms.reading import read
from zhike.web.forms.reports import Export
from zhike.web.shown import periods
from zhike.web.shown.report import charts_shown, figures_shown, pairs_shown, tables_shown
from zhike.web.shown.working import working
from zhike.words.period import Period

FORMATS = (
    ("pdf", "PDF", "file-type-pdf"),
    ("xlsx", "Excel", "file-spreadsheet"),
    ("png", gettext_lazy("长图"), "photo"),
)


def reports(request: Asked) -> HttpResponse:
    """List the reports of the playbook, with the newest files the person made."""
    months = run_now("find_periods", request.viewer)["months"]
    newest = periods.newest_quarter(months)
    context = {
        "title": _("报表"),
        "plans": active_playbook().reports,
        "newest": newest,
        "newest_said": periods.said(newest),
        "made": [
            {**row, "period_said": periods.said(row["period"]), "names": _files(row["files"])}
            for row in reports_for(request.viewer)
        ],
    }
    return render(request, "reports/list.html", context)


def _files(paths: list[str]) -> list[dict[str, str]]:
    labels = {f".{kind}": str(label) for kind, label, _ in FORMATS}
    files = [Path(path) for path in paths]
    return [{"name": file.name, "kind": labels.get(file.suffix, file.suffix)} for file in files]


def report(request: Asked, name: str) -> HttpResponse:
    """Show a report for the asked period, else for the newest whole quarter with data."""
    plan = active_playbook().report(name)
    months = run_now("find_periods", request.viewer)["months"]
    period = request.GET.get("period", "").strip() or periods.newest_quarter(months)
    context: dict[str, Any] = {
        "title": said(plan.name),
        "name": plan.name,
        "period": period,
        "period_label": periods.said(period) if period else "",
        "choices": periods.choices(months, here=period) if months else {},
        "formats": FORMATS,
        "kept": [],
        "may_export": request.viewer.can("report"),
    }
    if not period or not periods.held(months, period):
        return render(request, "reports/empty.html", context | _nearest(months, period))
    document = document_for(errand_of(request.viewer), name=plan.name, period=period)
    return render(request, "reports/page.html", context | _laid_out(document))


def _laid_out(document: Any) -> dict[str, Any]:
    return {
        "document": document,
        "scope": document.scope_said,
        "as_of": document.stamp.as_of,
        "figures": figures_shown(document),
        "pairs": pairs_shown(document),
        "charts": charts_shown(document),
        "tables": tables_shown(document),
    }


def _nearest(months: list[str], period: str) -> dict[str, Any]:
    if not months:
        return {"first": "", "nearest": ""}
    wanted = Period.parse(period) if period else Period.parse(months[-1])
    nearest = periods.nearest_with_data(months, wanted)
    first = Period.parse(min(months)).label
    return {"first": first, "nearest": nearest, "nearest_said": periods.said(nearest)}


@require_POST
def report_export(request: Asked, name: str) -> HttpResponse:
    """Ask for a report as a file; answers with its progress, which leads to the file."""
    asked = read(Export, request)
    job_id = enqueue(
        "make_report", request.viewer, name=name, period=asked["period"], formats=[asked["format"]]
    )
    guide.note(request, "export")
    if not request.htmx:
        return redirect("job", job_id)
    return report_progress(request, job_id)


def report_progress(request: Asked, job_id: int) -> HttpResponse:
    """Show how far an export is; at its end the file to take, without leaving the page."""
    job = job_for(request.viewer, job_id)
    shown = working(job, now=timezone.now())
    shown["url"] = reverse("report_progress", args=[job_id])
    paths = (job.result or {}).get("files", [])
    file = Path(paths[0]).name if shown["result_url"] and paths else ""
    return render(request, "reports/progress.html", {"job": shown, "file": file})


def report_made(request: Asked, report_id: int) -> HttpResponse:
    """Lead to the first file of a report the person made."""
    files = files_of(request.viewer, report_id)
    return redirect("report_file", report_id, Path(files[0]).name)


def report_file(request: Asked, report_id: int, file: str) -> FileResponse:
    """Hand out one file of a report the person made."""
    kept = path_of(request.viewer, report_id, file)
    return FileResponse(kept.open("rb"), as_attachment=True, filename=kept.name)


urlpatterns = [
    path("reports/", reports, name="reports"),
    path("reports/progress/<int:job_id>/", report_progress, name="report_progress"),
    path("reports/made/<int:report_id>/", report_made, name="report_made"),
    path("reports/files/<int:report_id>/<str:file>", report_file, name="report_file"),
    path("reports/<str:name>/", report, name="report"),
    path("reports/<str:name>/export/", report_export, name="report_export"),
]
