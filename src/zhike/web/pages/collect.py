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
from zhike.records.batch.originals import with_originals
from zhike.records.customer.scope import insist
from zhike.records.playbook_version.lookups import active_playbook
from zhike.sample import ugly
from zhike.web import guide
from zhike.web.door import Asked
from zhike.web.handing import posted
from zhike.web.shown.forms import room_tabs
from zhike.web.shown.intake.recent import recent
from zhike.web.shown.tables import export_menu, template_menu
from zhike.web.uploads import keep_files
from zhike.words.problem import Refused

PASTED_MOST = 5 << 20  # characters; more is a file


def collect(request: Asked) -> HttpResponse:
    """Show where files go and what came in lately."""
    playbook, batches = active_playbook(), batches_for(request.viewer)
    context = {
        "title": _("收集"),
        "batches": recent(batches, originals=with_originals(batches)),
        "tabs": room_tabs(request.viewer, "collect"),
        "templates": template_menu(playbook),
        "table_exports": export_menu(playbook, request.viewer),
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


urlpatterns: list[Any] = [
    path("collect/", collect, name="collect"),
    path("collect/files/", collect_files, name="collect_file"),
    path("collect/paste/", collect_paste, name="collect_paste"),
    path("collect/example/", collect_example, name="collect_example"),
]
