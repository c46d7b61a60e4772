"""今天: what is due, how things stand, and where to go on."""

from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone

from zhike.records.batch.lookups import batches_for
from zhike.records.listing.choices import counts_for
from zhike.records.listing.lookups import GridAnswer, GridQuestion, GridRow, grid_for
from zhike.records.task.lookups import TaskRow, begins_with_own, tasks_for
from zhike.web.door import Asked
from zhike.web.shown.customer_question import address
from zhike.web.shown.tasks import grouped, loads, postponements
from zhike.words.wording import count, money, yuan

SHOWN = 7  # tasks above the fold; the rest are one click away
WEEKDAYS = "一二三四五六日"
VIEWS = {
    "quiet": {"idle": "30"},
    "hot": {"tag": "高潜力", "idle": "30"},
    "lacking": {"missing": "1"},
}


def home(request: Asked) -> HttpResponse:
    """Show the Viewer's day."""
    now = timezone.localtime()
    today = now.date()
    mine = begins_with_own(request.viewer)
    tasks = tasks_for(request.viewer, mine=mine)
    due = [task for task in tasks if task.due_on <= today]
    whole = grid_for(request.viewer, GridQuestion(page_size=1), as_of=today)
    asked = {name: GridQuestion(filters=view) for name, view in VIEWS.items()}
    hot = _hot(request, today) if not tasks else []
    counts = counts_for(request.viewer, asked, as_of=today)
    context = {
        "title": "今天",
        "hello": f"{_hello(now)}，{request.viewer.name}",
        "day": f"{today.month}月{today.day}日 周{WEEKDAYS[today.weekday()]}",
        "as_of": whole.as_of,
        "groups": grouped((due or tasks)[:SHOWN], today=today),
        "due": len(due),
        "queue": len({task.customer_id for task in due or tasks}) if mine else 0,
        "loads": [] if mine else loads(tasks, today=today),
        "more": max(0, len(tasks) - SHOWN),
        "nothing_due": not due,
        "days": postponements(today),
        "today": today,
        "is_new": not whole.total,
        "figures": [
            *_figures(request, whole, counts),
            _late("我逾期的任务" if mine else "逾期的任务", tasks, today),
        ],
        "hot": counts["hot"],
        "hot_rows": hot,
        "hot_url": address(VIEWS["hot"]),
        "waiting": [b for b in batches_for(request.viewer) if b.state == "待确认"][:3],
    }
    return render(request, "home/page.html", context)


def _hot(request: Asked, today: date) -> list[GridRow]:
    """Return the customers a free hour is best spent on (S3-01)."""
    question = GridQuestion(filters=VIEWS["hot"], sort="last_follow", page_size=8)
    return grid_for(request.viewer, question, as_of=today).rows


def _hello(now: datetime) -> str:
    return "早上好" if now.hour < 12 else "下午好" if now.hour < 18 else "晚上好"


def _figures(request: Asked, whole: GridAnswer, counts: dict[str, int]) -> list[dict[str, Any]]:
    mine = {"own": "我的客户", "team": "团队客户"}.get(request.viewer.scope, "全部客户")
    found = [
        _figure(mine, whole.total, reverse("customers"), unit="家"),
        _figure("近30天未跟进", counts["quiet"], address(VIEWS["quiet"]), unit="家"),
        _figure("待补充资料", counts["lacking"], address(VIEWS["lacking"]), unit="家"),
    ]
    if whole.amount_fen is not None:
        amount = _figure("近12个月销售额", 0, f"{reverse('customers')}?sort=-amount")
        amount |= {"text": money(whole.amount_fen), "full": f"{yuan(whole.amount_fen)} 元"}
        found.insert(1, amount)
    return found


def _late(name: str, tasks: list[TaskRow], today: date) -> dict[str, Any]:
    late = sum(task.due_on < today for task in tasks)
    return _figure(name, late, reverse("tasks"), unit="件", heed=late > 0)


def _figure(
    name: str, number: int, url: str, *, unit: str = "", heed: bool = False
) -> dict[str, Any]:
    return {"name": name, "text": count(number), "unit": unit, "go": url, "heed": heed}


urlpatterns = [path("", home, name="home")]
