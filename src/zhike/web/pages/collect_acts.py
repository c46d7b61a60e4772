"""What is done to an intake as a whole: read otherwise, accepted, given up, taken back."""

from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from zhike.jobs.run import enqueue, enqueue_soon, run_now
from zhike.records.batch.files import originals_for
from zhike.records.batch.lookups import batch_for, problems_of
from zhike.records.customer.scope import insist
from zhike.records.intake.changes import put_aside
from zhike.records.mapping.changes import remember_mapping
from zhike.web.door import Asked
from zhike.web.handing import posted
from zhike.web.shown.downloads import download
from zhike.web.shown.intake import problems
from zhike.web.shown.intake.recent import held_back
from zhike.web.shown.intake.steps import address
from zhike.web.ways import way_back
from zhike.words.problem import Refused
from zhike.words.wording import count


@posted
def accept(request: Asked, batch_id: int) -> HttpResponse:
    """Have the batch written, then everything computed anew; `whole`: only when nothing is left."""
    insist(request.viewer, "import", _("导入数据"))
    batch, whole = batch_for(request.viewer, batch_id), request.POST.get("whole") == "1"
    if whole and held_back(batch):
        messages.info(request, _("还有 %(n)s 行导不进去：改好这些，或者只导入合格的行。")
                      % {"n": held_back(batch)})  # fmt: skip
        return redirect(address(batch_id, "problems"))
    job = enqueue("accept_import", request.viewer, batch=batch_id, all_or_nothing=whole)
    enqueue("analyse", request.viewer)
    return redirect("job", job)


@posted
def undo(request: Asked, batch_id: int) -> HttpResponse:
    """Have the batch taken back, then everything computed anew."""
    batch_for(request.viewer, batch_id)
    job = enqueue("undo_import", request.viewer, batch=batch_id)
    enqueue("analyse", request.viewer)
    return redirect("job", job)


@posted
def undo_call(request: Asked, batch_id: int, call: int) -> HttpResponse:
    """Have the events of one call taken back, then everything computed anew."""
    batch_for(request.viewer, batch_id)
    gone = run_now("undo_events", request.viewer, call=call)
    enqueue_soon("analyse", request.viewer)
    said = _("已撤销这次提交的 %(rows)s 条行为，当天还有 %(left)s 条")
    messages.success(request, said % {"rows": count(gone["rows"]), "left": count(gone["left"])})
    return redirect("collect_done", batch_id)


@posted
def drop(request: Asked, batch_id: int) -> HttpResponse:
    """Give a waiting batch up."""
    batch = batch_for(request.viewer, batch_id)
    put_aside(batch_id, by=request.viewer.account_id, at=timezone.now())
    messages.success(
        request, _("已放弃 %(files)s，什么也没有写入") % {"files": _("、").join(batch.files)}
    )
    return redirect("collect")


@posted
def remember(request: Asked, batch_id: int) -> HttpResponse:
    """Keep how this batch's columns are read under a name, for the next file with these heads."""
    name = request.POST.get("name", "")
    kept = remember_mapping(request.viewer, batch_id, name, home=settings.HOME, at=timezone.now())
    said = _("已存下“%(name)s”，%(n)s 张表；下次同样的表头照这样读")
    messages.success(request, said % {"name": name.strip(), "n": len(kept)})
    return redirect(way_back(request, otherwise="collect"))


def original(request: Asked, batch_id: int, place: int) -> FileResponse:
    """Hand a file out again as it was handed over; `place` counts the batch's files from 1."""
    kept = originals_for(request.viewer, batch_id, home=settings.HOME)
    one = kept[place - 1] if 0 < place <= len(kept) else None
    if one is None or one.path is None:
        raise Refused(_("这一批的原件没有留下来，或已过了保留期。"))
    return FileResponse(one.path.open("rb"), as_attachment=True, filename=one.name)


def marked(request: Asked, batch_id: int) -> FileResponse:
    """Hand out the rows that need mending as a workbook with marked cells and reasons."""
    path = Path(run_now("error_workbook", request.viewer, batch=batch_id)["path"])
    return FileResponse(path.open("rb"), as_attachment=True, filename=path.name)


def problems_file(request: Asked, batch_id: int, kind: str) -> HttpResponse:
    """Hand the list of problems out as a file."""
    batch = batch_for(request.viewer, batch_id)
    heads, rows = problems.as_rows(problems_of(request.viewer, batch_id, home=settings.HOME))
    return download(f"问题清单 {batch.id}", kind, heads, rows)


urlpatterns = [
    path("collect/<int:batch_id>/marked.xlsx", marked, name="collect_marked"),
    path("collect/<int:batch_id>/original/<int:place>/", original, name="collect_original"),
    path("collect/<int:batch_id>/accept/", accept, name="collect_accept"),
    path("collect/<int:batch_id>/undo/", undo, name="collect_undo"),
    path("collect/<int:batch_id>/calls/<int:call>/undo/", undo_call, name="collect_undo_call"),
    path("collect/<int:batch_id>/remember/", remember, name="collect_remember"),
    path("collect/<int:batch_id>/drop/", drop, name="collect_drop"),
    *(
        path(
            f"collect/<int:batch_id>/problems.{kind}",
            problems_file,
            {"kind": kind},
            name=f"collect_problems_{kind}",
        )
        for kind in ("xlsx", "csv")
    ),
]
