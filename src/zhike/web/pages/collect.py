"""收集: hand files over, see what they would do, write them, take them back."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhike.jobs.run import enqueue, run_now
from zhike.records.batch.lookups import (
    BatchRow,
    batch_for,
    batches_for,
    problems_of,
    proposed_with,
)
from zhike.records.customer.scope import insist
from zhike.records.intake.changes import put_aside
from zhike.records.listing.lookups import GridQuestion, grid_for
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.said import said
from zhike.sample import ugly
from zhike.web import guide
from zhike.web.door import Asked
from zhike.web.shown import intake
from zhike.web.shown.downloads import as_file, download
from zhike.web.shown.template import workbook
from zhike.web.uploads import keep_files
from zhike.words.problem import Refused

_CUSTOMER = ("customers.external_id", "customers.name")
TEMPLATES = {
    "客户": (("customers", "contacts"), _CUSTOMER),
    "跟进": (("interactions",), _CUSTOMER),
    "订单": (("orders",), _CUSTOMER),
    "订单明细": (
        ("order_lines",),
        ("orders.external_id", *_CUSTOMER, "orders.ordered_on"),
    ),
    "产品": (("products",), ()),
    "行为": (("events",), _CUSTOMER),
    "问题单": (("cases",), _CUSTOMER),
    "报价": (("quotes",), _CUSTOMER),
    "合同": (("contracts",), _CUSTOMER),
    "回款": (("payments",), _CUSTOMER),
    "需求": (("demands",), _CUSTOMER),
    "竞品接触": (("competitor_contacts",), _CUSTOMER),
}
PASTED_MOST = 5 << 20  # characters; more is a file


def collect(request: Asked) -> HttpResponse:
    """Show where files go and what came in lately."""
    batches = batches_for(request.viewer)
    context = {
        "title": _("收集"),
        "batches": intake.recent(batches),
        "templates": list(TEMPLATES),
        "may_import": request.viewer.can("import"),
        "may_undo": request.viewer.can("undo") or request.viewer.can("import"),
    }
    return render(request, "collect/page.html", context)


@require_POST
def collect_files(request: Asked) -> HttpResponse:
    """Keep the files and have them read."""
    return _read(request, keep_files(_sent(request)))


def _sent(request: Asked) -> list[Any]:
    _insist(request)
    return request.FILES.getlist("file")


@require_POST
def collect_paste(request: Asked) -> HttpResponse:
    """Keep a pasted block of cells as a file and have it read."""
    _insist(request)
    text = request.POST.get("cells", "").strip("\r\n")
    if "\n" not in text:
        raise Refused(_("粘贴的内容只有一行。请连表头一起复制至少两行，再粘贴。"))
    if len(text) > PASTED_MOST:
        raise Refused(_("粘贴的内容太大了，请存成文件再拖进来。"))
    name = f"粘贴 {timezone.localtime():%m-%d %H%M%S}.csv"
    return _read(request, keep_files([SimpleUploadedFile(name, text.encode())]))


@require_POST
def collect_example(request: Asked) -> HttpResponse:
    """Have the ugly example read, as if it had been handed over."""
    _insist(request)
    return _read(request, keep_files([SimpleUploadedFile(ugly.NAME, ugly.TEXT.encode())]))


def _insist(request: Asked) -> None:
    insist(request.viewer, "import", _("导入数据"))


def _read(request: Asked, paths: list[str]) -> HttpResponse:
    create = request.POST.get("create_customers") == "1"
    guide.note(request, "sheet")
    job = enqueue("propose_import", request.viewer, paths=paths, create_customers=create)
    return redirect("job", job)


def collect_batch(request: Asked, batch_id: int) -> HttpResponse:
    """Show one batch: before it is written what it would do, afterwards what it did."""
    batch = batch_for(request.viewer, batch_id)
    cause = request.GET.get("cause", "")
    problems = problems_of(request.viewer, batch_id, home=settings.HOME)
    lines, more = intake.lines(problems, cause=cause)
    context = {
        "title": _("、").join(batch.files),
        "batch": batch,
        "state": said(intake.STATES.get(batch.state, batch.state)),
        "steps": intake.steps(batch),
        "figures": intake.counts(batch),
        "to_write": intake.to_write(batch),
        "groups": intake.causes(problems, batch_id=batch_id, cause=cause),
        "lines": lines,
        "more": more,
        "may_import": request.viewer.can("import"),
    }
    if batch.state == "待确认":
        understood = run_now("read_columns", request.viewer, batch=batch_id)
        context["sheets"] = intake.sheets(understood["sheets"])
        context["create_customers"] = understood["create_customers"]
        return render(request, "collect/preview.html", context)
    return render(request, "collect/result.html", context | _after(request, batch))


def _after(request: Asked, batch: BatchRow) -> dict[str, Any]:
    today = timezone.localdate()
    lacking = GridQuestion(filters={"batch": str(batch.id), "missing": "1"}, page_size=1)
    born = GridQuestion(filters={"batch": str(batch.id)}, page_size=1)
    seen = grid_for(request.viewer, born, as_of=today).total
    return {
        "born": seen,
        "unowned": intake.new_customers(batch) - seen if request.viewer.scope == "own" else 0,
        "lacking": grid_for(request.viewer, lacking, as_of=today).total,
        "may_undo": request.viewer.can("undo") or request.viewer.can("import"),
    }


@require_POST
def collect_columns(request: Asked, batch_id: int) -> HttpResponse:
    """Read the batch once more with the columns as chosen."""
    understood = run_now("read_columns", request.viewer, batch=batch_id)["sheets"]
    before = proposed_with(request.viewer, batch_id)["mapping"]
    chosen = {
        key.removeprefix("field-"): str(value)
        for key, value in request.POST.dict().items()
        if key.startswith("field-")
    }
    said = intake.chosen_fields(understood, chosen, before if isinstance(before, dict) else {})
    said |= intake.chosen_formulas(understood, request.POST.dict())
    create = request.POST.get("create_customers") == "1"
    job = enqueue(
        "propose_again", request.viewer, batch=batch_id, mapping=said, create_customers=create
    )
    return redirect("job", job)


@require_POST
def collect_accept(request: Asked, batch_id: int) -> HttpResponse:
    """Have the batch written, then everything computed anew."""
    _insist(request)
    batch_for(request.viewer, batch_id)
    job = enqueue("accept_import", request.viewer, batch=batch_id)
    enqueue("analyse", request.viewer)
    return redirect("job", job)


@require_POST
def collect_undo(request: Asked, batch_id: int) -> HttpResponse:
    """Have the batch taken back, then everything computed anew."""
    batch_for(request.viewer, batch_id)
    job = enqueue("undo_import", request.viewer, batch=batch_id)
    enqueue("analyse", request.viewer)
    return redirect("job", job)


@require_POST
def collect_drop(request: Asked, batch_id: int) -> HttpResponse:
    """Give a waiting batch up."""
    batch = batch_for(request.viewer, batch_id)
    put_aside(batch_id, by=request.viewer.account_id, at=timezone.now())
    messages.success(
        request, _("已放弃 %(files)s，什么也没有写入") % {"files": _("、").join(batch.files)}
    )
    return redirect("collect")


def collect_problems(request: Asked, batch_id: int, kind: str) -> HttpResponse:
    """Hand the list of problems out as a file."""
    batch = batch_for(request.viewer, batch_id)
    problems = problems_of(request.viewer, batch_id, home=settings.HOME)
    heads, rows = intake.as_rows(problems)
    return download(f"问题清单 {batch.id}", kind, heads, rows)


def collect_template(_request: Asked, kind: str) -> HttpResponse:
    """Hand an empty workbook out, its heads from the playbook."""
    if kind not in TEMPLATES:
        raise Refused(
            _("没有“%(kind)s”的模板，可用：%(templates)s")
            % {"kind": kind, "templates": _("、").join(TEMPLATES)}
        )
    nouns, key = TEMPLATES[kind]
    body = workbook(active_playbook(), kind=f"{kind}表", nouns=nouns, key=key)
    return as_file(f"{kind}表模板.xlsx", body)


urlpatterns = [
    path("collect/", collect, name="collect"),
    path("collect/files/", collect_files, name="collect_file"),
    path("collect/paste/", collect_paste, name="collect_paste"),
    path("collect/example/", collect_example, name="collect_example"),
    path("collect/template/<str:kind>.xlsx", collect_template, name="collect_template"),
    path("collect/<int:batch_id>/", collect_batch, name="collect_batch"),
    path("collect/<int:batch_id>/columns/", collect_columns, name="collect_columns"),
    path("collect/<int:batch_id>/accept/", collect_accept, name="collect_accept"),
    path("collect/<int:batch_id>/undo/", collect_undo, name="collect_undo"),
    path("collect/<int:batch_id>/drop/", collect_drop, name="collect_drop"),
    *(
        path(
            f"collect/<int:batch_id>/problems.{kind}",
            collect_problems,
            {"kind": kind},
            name=f"collect_problems_{kind}",
        )
        for kind in ("xlsx", "csv")
    ),
]
