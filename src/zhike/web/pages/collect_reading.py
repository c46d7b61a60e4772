"""文件 and 列: how the sheets of an intake are read, and where they come from."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from zhike.jobs.run import run_now
from zhike.records.batch.changes import say_source
from zhike.records.batch.files import originals_for
from zhike.records.batch.lookups import BatchRow, proposed_with
from zhike.records.batch.source import said_of
from zhike.records.mapping.changes import remember_mapping
from zhike.records.mapping.lookups import mappings_for
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.said import said
from zhike.web.door import Asked
from zhike.web.handing import posted
from zhike.web.mending import AT_ONCE, judged_then, rows_of
from zhike.web.pages.collect_steps import Context, step, waiting
from zhike.web.shown.intake import columns, files
from zhike.web.shown.intake.recent import is_kept_already
from zhike.web.shown.intake.steps import address
from zhike.web.shown.source import source_fields, source_said
from zhike.words.mending import WRITINGS
from zhike.words.problem import Refused


@step("files")
def collect_files(request: Asked, batch: BatchRow) -> Context | HttpResponse:
    """Show which sheets were found, what each is taken for and where they come from."""
    understood = run_now("read_columns", request.viewer, batch=batch.id, rows=1)
    source = said_of(request.viewer, batch.id)
    trouble = {}
    if request.method == "POST":
        try:
            return _read_as(request, batch, understood, source)
        except Refused as why:
            trouble = {"trouble": str(why)}
            source = files.typed_source(request.POST)
    return {
        "sheets": files.as_chosen(columns.sheets(understood["sheets"]), request.POST),
        "passed_over": understood["passed_over"],
        "kinds": files.kinds(),
        "originals": _originals(request, batch),
        "source": source_fields(active_playbook(), source, collector=batch.by),
    } | trouble


def _originals(request: Asked, batch: BatchRow) -> list[tuple[int, str]]:
    """Return the numbers and names of the files that are still kept."""
    kept = enumerate(originals_for(request.viewer, batch.id, home=settings.HOME), 1)
    return [(number, one.name) for number, one in kept if one.path]


def _read_as(
    request: Asked, batch: BatchRow, understood: dict[str, Any], before: dict[str, Any]
) -> HttpResponse:
    """Keep the source, take sheets for what they are said to be, and lead on to the columns."""
    source = source_said(request.POST)
    if source is not None:
        say_source(request.viewer, batch.id, at=timezone.now(), **source)
    kinds = files.chosen_kinds(understood, request.POST.dict())
    then = address(batch.id, "columns")
    if not kinds and (source is None or said_of(request.viewer, batch.id) == before):
        return redirect(then)
    return judged_then(request.viewer, batch.id, then=then, mending={"kinds": kinds})


@step("columns")
def collect_columns(request: Asked, batch: BatchRow) -> Context | HttpResponse:
    """Show each sheet as it is beside the meaning of its columns."""
    understood = run_now("read_columns", request.viewer, batch=batch.id)
    trouble = {}
    if request.method == "POST":
        try:
            return _read_again(request, batch, understood["sheets"])
        except Refused as why:
            trouble = {"trouble": str(why)}
    sheets = columns.as_chosen(understood["sheets"], request.POST)
    saved = proposed_with(request.viewer, batch.id).get("saved") or []
    return {
        "saved": saved,
        "fitting": columns.fitting(sheets, mappings_for(request.viewer), but=saved),
        "suggested": Path(batch.files[0]).stem if batch.files else "",
        "sheets": columns.sheets(sheets),
        "create_customers": understood["create_customers"],
        "writes": is_kept_already(batch),
        "writings": [(way, said(way)) for way in WRITINGS],
        "may_settle": request.viewer.can("settings"),
    } | trouble


def _read_again(request: Asked, batch: BatchRow, understood: list[dict[str, Any]]) -> HttpResponse:
    """Read the batch once more with the columns as chosen; leads on to its problems."""
    before = proposed_with(request.viewer, batch.id)["mapping"]
    told = request.POST.dict()
    mapping = columns.chosen_fields(understood, told, before if isinstance(before, dict) else {})
    mapping |= columns.chosen_formulas(understood, told)
    answer = judged_then(
        request.viewer,
        batch.id,
        then=address(batch.id, "problems"),
        mapping=mapping,
        create_customers=told.get("create_customers") == "1",
        mending=columns.chosen_ways(understood, request.POST),
    )
    if told.get("remember") == "1":
        _remember(request, batch, told.get("name", ""))
    return answer


def _remember(request: Asked, batch: BatchRow, name: str) -> None:
    """Keep how the columns are read; a large batch is not read anew yet, so at its end."""
    if rows_of(request.viewer, batch.id) > AT_ONCE:
        messages.info(request, _("这批比较大，正在按新的对应读；导入完再在完成页存下对应。"))
        return
    remember_mapping(request.viewer, batch.id, name, home=settings.HOME, at=timezone.now())
    messages.success(request, _("已存下对应“%(name)s”") % {"name": name.strip()})


@posted
def collect_saved(request: Asked, batch_id: int) -> HttpResponse:
    """Read the batch by a saved mapping, or by none of them."""
    asked = request.POST.get("saved", "")
    waiting(request.viewer, batch_id)
    return judged_then(
        request.viewer,
        batch_id,
        then=address(batch_id, "columns"),
        saved=int(asked) if asked.isdigit() else 0,
    )


urlpatterns = [
    path("collect/<int:batch_id>/files/", collect_files, name="collect_files"),
    path("collect/<int:batch_id>/columns/", collect_columns, name="collect_columns"),
    path("collect/<int:batch_id>/columns/saved/", collect_saved, name="collect_saved"),
]
