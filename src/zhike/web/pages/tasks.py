"""行动: what is to be done, by whom and until when; findings become tasks here."""

from datetime import date, datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhike.jobs.errands.make_tasks import drafts_for
from zhike.jobs.run import errand_of, run_now
from zhike.records.account.lookups import people
from zhike.records.fill_in.lookups import tasks_to_fill
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.task.changes import (
    close_task,
    hand_over_task,
    postpone_task,
    reopen_task,
    withdraw_tasks,
)
from zhike.records.task.lookups import begins_with_own, planned_for, task_for, tasks_for
from zhike.web.door import Asked
from zhike.web.forms.reading import read
from zhike.web.forms.tasks import Done, HandedOver, Planned, Postponed, Withdrawn
from zhike.web.shown.fill_block import task_url
from zhike.web.shown.fill_in import days_left
from zhike.web.shown.tasks import grouped, postponements
from zhike.web.ways import way_back
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

OPEN, DONE = "待办", "完成"


def tasks(request: Asked) -> HttpResponse:
    """Show open tasks by how soon they are due, or those already done."""
    begin = "mine" if begins_with_own(request.viewer) else "all"
    whose, state = request.GET.get("whose", begin), request.GET.get("state", "open")
    rows = tasks_for(request.viewer, state=DONE if state == "done" else OPEN, mine=whose == "mine")
    today = timezone.localdate()
    groups = grouped(rows, today=today)
    return render(
        request,
        "tasks/list.html",
        {
            "title": _("行动"),
            "scope": _("我的任务") if whose == "mine" else _("范围内的全部任务"),
            "groups": groups,
            "to_fill": [] if state == "done" else _to_fill(request.viewer, today, whose),
            "closed": rows if state == "done" else [],
            "is_done": state == "done",
            "tabs": _tabs(whose, state),
            "total": len(rows),
            "days": postponements(today),
            "people": people() if request.viewer.can("assign") else [],
            "today": today,
        },
    )


def _to_fill(viewer: Viewer, today: date, whose: str) -> list[dict[str, object]]:
    """Return the tasks to fill cells in, which close themselves."""
    tasks = tasks_to_fill(viewer, today=today, mine=whose == "mine")
    return [
        {"task": task, "url": task_url(task), "left": days_left(task.due_on, today)}
        for task in tasks
    ]


def _tabs(whose: str, state: str) -> list[dict[str, object]]:
    home = reverse("tasks")
    choices = [
        (_("我的任务"), "mine", "open"),
        (_("我看得到的全部"), "all", "open"),
        (_("已完成"), whose, "done"),
    ]
    return [
        {
            "label": label,
            "url": f"{home}?{urlencode({'whose': who, 'state': what})}",
            "here": what == state and (what == "done" or who == whose),
        }
        for label, who, what in choices
    ]


@require_POST
def task_done(request: Asked, task_id: int) -> HttpResponse:
    """Close a task with a word on what came of it."""
    said = read(Done, request)
    close_task(request.viewer, task_id, outcome=said["outcome"], at=timezone.now())
    task = task_for(request.viewer, task_id)
    _say(
        request,
        _("已完成：%(customer)s · %(title)s") % {"customer": task.customer, "title": task.title},
        reverse("task_undo", args=[task_id]),
    )
    return redirect(way_back(request, otherwise="tasks"))


@require_POST
def task_undo(request: Asked, task_id: int) -> HttpResponse:
    """Take back that a task was closed."""
    reopen_task(request.viewer, task_id, at=timezone.now())
    task = task_for(request.viewer, task_id)
    _say(
        request,
        _("已重新打开：%(customer)s · %(title)s")
        % {"customer": task.customer, "title": task.title},
    )
    return redirect(way_back(request, otherwise="tasks"))


@require_POST
def task_postpone(request: Asked, task_id: int) -> HttpResponse:
    """Give a task another day."""
    day = read(Postponed, request)["due_on"]
    before = postpone_task(request.viewer, task_id, due_on=day, at=timezone.now())
    undo = f"{reverse('task_postpone', args=[task_id])}?{urlencode({'due_on': before})}"
    _say(request, _("期限由 %(before)s 改为 %(day)s") % {"before": before, "day": day}, undo)
    return redirect(way_back(request, otherwise="tasks"))


@require_POST
def task_assign(request: Asked, task_id: int) -> HttpResponse:
    """Hand a task over to another person."""
    owner = read(HandedOver, request)["owner"]
    before = hand_over_task(request.viewer, task_id, owner_id=owner, at=timezone.now())
    undo = f"{reverse('task_assign', args=[task_id])}?{urlencode({'owner': before})}"
    task = task_for(request.viewer, task_id)
    _say(
        request,
        _("已转给 %(owner)s：%(customer)s · %(title)s")
        % {"owner": task.owner, "customer": task.customer, "title": task.title},
        undo if before else "",
    )
    return redirect(way_back(request, otherwise="tasks"))


def plan_tasks(request: Asked) -> HttpResponse:
    """Show which tasks a plan of the playbook would make (GET), or make them (POST)."""
    if request.method == "POST":
        return _make(request)
    plans = active_playbook().plans
    if not plans:
        raise Refused(_("手册里还没有计划，请先在手册的“计划”一节写一条。"))
    plan = request.GET.get("plan") or plans[0].name
    chosen = active_playbook().plan(plan)
    drafts = drafts_for(errand_of(request.viewer), plan=plan)
    rows = planned_for(request.viewer, drafts, plan=plan)
    fresh = [row for row in rows if not row.waits]
    context = {
        "title": _("从发现建任务"), "plan": chosen, "plans": plans, "rows": rows[:200],
        "found": len(rows), "fresh": len(fresh), "as_of": timezone.localdate(),
    }  # fmt: skip
    return render(request, "tasks/plan.html", context)


def _make(request: Asked) -> HttpResponse:
    plan = read(Planned, request)["plan"]
    made = run_now("make_tasks", request.viewer, plan=plan)
    if not made["made"]:
        _say(
            request,
            _("“%(plan)s”没有要新建的任务：%(found)s 家都已有未完成的任务。")
            % {"plan": plan, "found": made["found"]},
        )
        return redirect("tasks")
    undo = urlencode({"plan": plan, "made_at": made["made_at"]})
    _say(
        request,
        _("已建 %(made)s 个任务：%(plan)s") % {"made": made["made"], "plan": plan},
        f"{reverse('plan_undo')}?{undo}",
    )
    return redirect(f"{reverse('tasks')}?whose=all")


@require_POST
def plan_undo(request: Asked) -> HttpResponse:
    """Take back the tasks made from a plan in one go, those still open."""
    said = read(Withdrawn, request)
    gone = withdraw_tasks(
        request.viewer, plan=said["plan"], made_at=_moment(said["made_at"]), at=timezone.now()
    )
    _say(request, _("已撤回 %(gone)s 个任务：%(plan)s") % {"gone": gone, "plan": said["plan"]})
    return redirect("tasks")


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as why:
        raise Refused(_("看不懂建立时间“%(text)s”，没有撤回任何任务。") % {"text": text}) from why


def _say(request: HttpRequest, text: str, undo: str = "") -> None:
    messages.success(request, text, extra_tags=undo)


urlpatterns = [
    path("tasks/", tasks, name="tasks"),
    path("tasks/plan/", plan_tasks, name="plan_tasks"),
    path("tasks/plan/undo/", plan_undo, name="plan_undo"),
    path("tasks/<int:task_id>/done/", task_done, name="task_done"),
    path("tasks/<int:task_id>/undo/", task_undo, name="task_undo"),
    path("tasks/<int:task_id>/postpone/", task_postpone, name="task_postpone"),
    path("tasks/<int:task_id>/assign/", task_assign, name="task_assign"),
]
