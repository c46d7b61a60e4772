"""Tasks: a plan becomes a list, then tasks; each step can be taken back."""

from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from web.two_books import logged_in

from zhike.records.task.lookups import tasks_for
from zhike.web.shown.tasks import grouped
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
PLAN = "高潜力客户30天未跟进"


@pytest.fixture
def manager(quarter: dict[str, Viewer]) -> Client:
    """Return the browser of 李敏, who leads both consultants."""
    return logged_in(quarter["李敏"].account_id)


def post(client: Client, url: str, **told: Any) -> tuple[str, str]:
    """Post a form and follow it; returns what was said and the address that undoes it."""
    answer = client.post(url, told, follow=True)
    assert answer.status_code == 200, answer.content.decode()
    *_, last = list(answer.context["messages"])
    return str(last), last.extra_tags


def made(client: Client) -> str:
    """Make the plan's tasks; returns the address that takes them back."""
    said, undo = post(client, "/tasks/plan/", plan=PLAN)
    assert said == f"已建 12 个任务：{PLAN}"
    return undo


def test_the_list_comes_before_the_tasks(manager: Client, quarter: dict[str, Viewer]) -> None:
    page = unescape(manager.get(f"/tasks/plan/?plan={PLAN}").content.decode())
    assert "12 家符合" in page  # the twelve of potential 5, none of them ever followed up
    assert "建 12 个任务" in page
    assert tasks_for(quarter["李敏"]) == []


def test_a_plan_makes_tasks_once_and_takes_them_back(
    manager: Client, quarter: dict[str, Viewer]
) -> None:
    undo = made(manager)
    tasks = tasks_for(quarter["李敏"])
    assert len(tasks) == 12
    assert {task.owner for task in tasks} == {"王磊", "周小雨"}
    again, _ = post(manager, "/tasks/plan/", plan=PLAN)
    assert "12 家都已有未完成的任务" in again
    said, _ = post(manager, undo)
    assert said == f"已撤回 12 个任务：{PLAN}"
    assert tasks_for(quarter["李敏"]) == []


def test_done_and_open_again(manager: Client, quarter: dict[str, Viewer]) -> None:
    made(manager)
    task = tasks_for(quarter["李敏"])[0]
    said, undo = post(manager, f"/tasks/{task.id}/done/", outcome="下月签约")
    assert said == f"已完成：{task.customer} · {task.title}"
    done = tasks_for(quarter["李敏"], state="完成")
    assert [row.outcome for row in done] == ["下月签约"]
    assert "下月签约" in manager.get("/tasks/?state=done&whose=all").content.decode()
    post(manager, undo)
    assert len(tasks_for(quarter["李敏"])) == 12


def test_postponed_and_back(manager: Client, quarter: dict[str, Viewer]) -> None:
    made(manager)
    task = tasks_for(quarter["李敏"])[0]
    day = task.due_on + timedelta(days=30)
    said, undo = post(manager, f"/tasks/{task.id}/postpone/", due_on=day.isoformat())
    assert said == f"期限由 {task.due_on} 改为 {day}"
    post(manager, undo)
    assert task.due_on in {row.due_on for row in tasks_for(quarter["李敏"]) if row.id == task.id}


def test_handed_over_and_back(manager: Client, quarter: dict[str, Viewer]) -> None:
    made(manager)
    task = next(row for row in tasks_for(quarter["李敏"]) if row.owner == "王磊")
    to = quarter["周小雨"].account_id
    said, undo = post(manager, f"/tasks/{task.id}/assign/", owner=to)
    assert said.startswith("已转给 周小雨")
    post(manager, undo)
    assert next(r for r in tasks_for(quarter["李敏"]) if r.id == task.id).owner == "王磊"


def test_a_consultant_may_not_hand_over(manager: Client, quarter: dict[str, Viewer]) -> None:
    made(manager)
    mine = logged_in(quarter["王磊"].account_id)
    task = tasks_for(quarter["王磊"], mine=True)[0]
    answer = mine.post(f"/tasks/{task.id}/assign/", {"owner": quarter["周小雨"].account_id})
    assert answer.status_code == 400
    assert "不能转派任务" in answer.content.decode()
    assert "转派" not in mine.get("/tasks/").content.decode()


@pytest.mark.parametrize(
    ("path", "told", "said"),
    [
        ("postpone", {"due_on": "明天"}, "新的期限"),
        ("postpone", {}, "新的期限"),
        ("assign", {"owner": "0"}, "没有这个人"),
    ],
)
def test_a_wrong_form_changes_nothing(
    manager: Client, quarter: dict[str, Viewer], path: str, told: dict[str, str], said: str
) -> None:
    made(manager)
    before = tasks_for(quarter["李敏"])
    answer = manager.post(f"/tasks/{before[0].id}/{path}/", told)
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert tasks_for(quarter["李敏"]) == before


def test_groups_by_how_soon_they_are_due(manager: Client, quarter: dict[str, Viewer]) -> None:
    made(manager)
    wednesday = date(2024, 7, 3)
    for task, days in zip(tasks_for(quarter["李敏"]), (-1, 0, 1, 4, 5), strict=False):
        day = (wednesday + timedelta(days=days)).isoformat()
        post(manager, f"/tasks/{task.id}/postpone/", due_on=day)
    some = [t for t in tasks_for(quarter["李敏"]) if t.due_on < timezone.localdate()]
    groups = {g.label: len(g.tasks) for g in grouped(some, today=wednesday)}
    assert groups == {"逾期": 1, "今天": 1, "本周": 2, "以后": 1}  # Sunday 7-07 still, 7-08 not


def test_who_leads_and_has_no_task_begins_with_the_others(
    manager: Client, quarter: dict[str, Viewer]
) -> None:
    made(manager)
    assert len(manager.get("/tasks/").context["groups"][0].tasks) == 12
    home = unescape(manager.get("/").content.decode())
    assert "团队负荷" in home
    assert "开始跟进" not in home  # the queue is for the own customers
    mine = logged_in(quarter["王磊"].account_id)
    assert "团队负荷" not in mine.get("/").content.decode()
    own = tasks_for(quarter["李敏"])[0]
    post(manager, f"/tasks/{own.id}/assign/", owner=quarter["李敏"].account_id)
    assert len(manager.get("/tasks/").context["groups"][0].tasks) == 1
