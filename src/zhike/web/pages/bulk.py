"""Acts on the picked customers beside 分派 and 打标签: tasks, one field of many, a file."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhike.act.tasks import TaskDraft
from zhike.records.customer.bulk import change_many
from zhike.records.listing.export import picked_rows
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.task.changes import create_tasks
from zhike.web.door import Asked
from zhike.web.forms.bulk import Change, Plan
from zhike.web.forms.reading import read
from zhike.web.shown.customer_columns import file_heads, handed_out
from zhike.web.shown.downloads import download
from zhike.web.shown.own_columns import columns_kept, every_column
from zhike.web.undo import remember
from zhike.web.ways import way_back
from zhike.words.problem import Refused


def _picked(request: Asked) -> list[int]:
    ids = [int(one) for one in request.POST.getlist("id") if one.isdigit()]
    if not ids:
        raise Refused(_("还没有选中客户。请先在列表左边勾选，再做这一步。"))
    return ids


@require_POST
def plan(request: Asked) -> HttpResponse:
    """Make a task about each picked customer, for the one who follows it."""
    ids, wanted, now = _picked(request), read(Plan, request), timezone.now()
    due = timezone.localdate() + timedelta(days=wanted["days"])
    drafts = [TaskDraft(one, wanted["title"], wanted["why"], due, "") for one in ids]
    made = create_tasks(request.viewer, drafts, plan=wanted["title"], run_id=None, at=now)
    said = _("已建 %(made)s 个任务“%(title)s”，%(due)s 到期")
    told = {"made": len(made), "title": wanted["title"], "due": due}
    back = ""
    if made:
        back = remember(request.session, "plan", plan=wanted["title"], made_at=now.isoformat())
    if len(made) < len(ids):
        said += _("；%(had)s 家已有同名的未完成任务")
        told["had"] = len(ids) - len(made)
    messages.success(request, said % told, extra_tags=back)
    return redirect(way_back(request, otherwise="customers"))


@require_POST
def change(request: Asked) -> HttpResponse:
    """Give every picked customer one value in one field."""
    ids, wanted = _picked(request), read(Change, request)
    field, value = wanted["field"], wanted["value"]
    before = change_many(request.viewer, ids, field, value, at=timezone.now())
    if not before:
        messages.success(request, _("选中的客户这一栏已经都是这个值，没有改动"))
        return redirect(way_back(request, otherwise="customers"))
    back = remember(request.session, "change_many", field=field, before=list(before.items()))
    said = _("已改 %(n)s 家的%(label)s") % {"n": len(before), "label": wanted["label"]}
    messages.success(request, said, extra_tags=back)
    return redirect(way_back(request, otherwise="customers"))


@require_POST
def export(request: Asked) -> HttpResponse:
    """Hand the picked customers out as a workbook with the columns that are shown."""
    ids, now = _picked(request), timezone.now()
    today = timezone.localdate(now)
    columns = handed_out(columns_kept(request), every_column(active_playbook()))
    rows = picked_rows(request.viewer, ids, at=now)
    cells = ([column.value(row, today) for column in columns] for row in rows)
    return download(f"客户 {today}", "xlsx", file_heads(columns), cells)


urlpatterns = [
    path("customers/plan/", plan, name="customers_plan"),
    path("customers/change/", change, name="customers_change"),
    path("customers/picked.xlsx", export, name="customers_picked"),
]
