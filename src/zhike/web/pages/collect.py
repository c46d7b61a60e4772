"""收集: hand files over, paste a block of cells, start from a template or from an example."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from zhike.jobs.run import enqueue
from zhike.records.batch.lookups import batches_for
from zhike.records.customer.scope import insist
from zhike.records.playbook_version.lookups import active_playbook
from zhike.sample import ugly
from zhike.web import guide
from zhike.web.door import Asked
from zhike.web.handing import posted
from zhike.web.shown.downloads import as_file
from zhike.web.shown.intake.recent import recent
from zhike.web.shown.intake.ways_in import other_ways
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
    context = {
        "title": _("收集"),
        "batches": recent(batches_for(request.viewer)),
        "templates": list(TEMPLATES),
        "others": other_ways(request.viewer),
        "may_import": request.viewer.can("import"),
        "may_undo": request.viewer.can("undo") or request.viewer.can("import"),
    }
    return render(request, "collect/page.html", context)


@posted
def collect_files(request: Asked) -> HttpResponse:
    """Keep the files and have them read."""
    _insist(request)
    return _read(request, keep_files(request.FILES.getlist("file")))


@posted
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


@posted
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


urlpatterns: list[Any] = [
    path("collect/", collect, name="collect"),
    path("collect/files/", collect_files, name="collect_file"),
    path("collect/paste/", collect_paste, name="collect_paste"),
    path("collect/example/", collect_example, name="collect_example"),
    path("collect/template/<str:kind>.xlsx", collect_template, name="collect_template"),
]
