"""今天: what is due for the one who looks, by role, and going through it without a step back."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from records.conftest import people  # noqa: F401 - a fixture
from web.small_book import client_of, id_of, open_book, said

from zhike.access.viewer import viewer_for
from zhike.jobs.run import run_now
from zhike.records.account.changes import create_account
from zhike.records.customer.models import Customer
from zhike.records.interaction.models import Interaction
from zhike.records.task.changes import create_tasks
from zhike.records.task.models import Task
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
ROLES = ("总经理", "客服主管", "产品经理", "市场")


@dataclass(frozen=True)
class Draft:
    """One task to make."""

    customer_id: int
    title: str
    why: str
    due_on: date


@pytest.fixture
def book(people: dict[str, Viewer], tmp_path: Any) -> dict[str, Viewer]:  # noqa: F811
    """Return the people of a book where 王磊 has two tasks, one of them late."""
    open_book(people["管理员"], tmp_path)
    today = timezone.localdate()
    drafts = [
        Draft(id_of("K1"), "寄样机资料", "答应过", today - timedelta(days=1)),
        Draft(id_of("K2"), "问预算", "等预算", today),
    ]
    create_tasks(people["管理员"], drafts, plan="", run_id=None, at=timezone.now())
    for role in ROLES:
        account = create_account(role, name=role, role=role, by=None, at=timezone.now())
        people[role] = viewer_for(account)
    return people


def test_what_is_due_stands_first(book: dict[str, Viewer]) -> None:
    page = said(client_of(book["王磊"]).get("/"))
    assert page.index("寄样机资料") < page.index("问预算")
    assert "开始跟进 2" in page
    assert "甲州精密" in page


def test_nobody_sees_the_tasks_of_others(book: dict[str, Viewer]) -> None:
    page = said(client_of(book["周小雨"]).get("/"))
    assert "寄样机资料" not in page
    assert "甲州精密" not in page
    assert "今天没有到期的事" in page


def test_a_promise_is_due_until_somebody_talks_again(book: dict[str, Viewer]) -> None:
    client, today = client_of(book["周小雨"]), timezone.localdate()
    told = {"way": "电话", "summary": "要报价", "happened_on": today - timedelta(days=3)}
    client.post(f"/customers/{id_of('K3')}/", {**told, "next_step": "2日内给报价"})
    page = said(client.get("/"))
    assert "答应过" in page
    assert "2日内给报价" in page
    client.post(f"/customers/{id_of('K3')}/", {**told, "happened_on": today, "summary": "给了"})
    assert "今天没有到期的事" in said(client.get("/"))


def test_the_queue_goes_from_one_to_the_next_and_ends_with_an_undo_each(
    book: dict[str, Viewer],
) -> None:
    client = client_of(book["王磊"])
    assert client.post("/queue/start/")["Location"] == "/queue/1/"
    first = said(client.get("/queue/1/"))
    assert "甲州精密" in first
    assert "要看样机" in first  # what was said last
    told = {"way": "电话", "summary": "已寄出", "happened_on": timezone.localdate()}
    assert client.post("/queue/1/", told)["Location"] == "/queue/2/"
    assert client.post("/queue/2/skip/")["Location"] == "/queue/end/"
    assert Task.objects.get(title="寄样机资料").outcome == "已寄出"
    end = said(client.get("/queue/end/"))
    assert end.count("/undo/") >= 1
    undo = end.split('action="/undo/')[1].split('"')[0]
    client.post(f"/undo/{undo}")
    assert Task.objects.get(title="寄样机资料").state == "待办"
    assert not Interaction.objects.live().filter(summary="已寄出").exists()
    assert "已撤销" in said(client.get("/queue/end/"))


def test_an_empty_note_keeps_its_place_in_the_queue(book: dict[str, Viewer]) -> None:
    client = client_of(book["王磊"])
    client.post("/queue/start/")
    refused = client.post("/queue/1/", {"way": "电话", "happened_on": timezone.localdate()})
    assert refused.status_code == 422
    assert "请写下说了什么" in said(refused)


def test_what_is_put_off_is_due_on_the_new_day_and_can_be_taken_back(
    book: dict[str, Viewer],
) -> None:
    client, today = client_of(book["王磊"]), timezone.localdate()
    client.post("/queue/start/")
    later = today + timedelta(days=3)
    assert client.post("/queue/1/later/", {"due_on": later})["Location"] == "/queue/2/"
    task = Task.objects.get(title="寄样机资料")
    assert task.due_on == later
    undo = said(client.get("/queue/end/")).split('action="/undo/')[1].split('"')[0]
    client.post(f"/undo/{undo}")
    task.refresh_from_db()
    assert task.due_on == today - timedelta(days=1)


def test_a_task_that_is_not_done_may_stay(book: dict[str, Viewer]) -> None:
    client = client_of(book["王磊"])
    client.post("/queue/start/")
    task = Task.objects.get(title="寄样机资料")
    told = {"way": "电话", "summary": "没人接", "happened_on": timezone.localdate()}
    client.post("/queue/1/", {**told, f"leave-{task.pk}": "1"})
    task.refresh_from_db()
    assert task.state == "待办"


def test_nobody_walks_into_the_queue_of_others(book: dict[str, Viewer]) -> None:
    client = client_of(book["周小雨"])
    assert client.get("/queue/1/")["Location"] == "/"
    session = client.session
    session["calls"] = [[id_of("K1"), "", "", ""]]
    session.save()
    assert client.get("/queue/1/")["Location"] == "/queue/end/"
    assert "甲州精密" not in said(client.get("/queue/end/"))


@pytest.mark.parametrize("role", ROLES)
def test_every_role_has_a_day_of_its_own(book: dict[str, Viewer], role: str) -> None:
    marks = {
        "总经理": "各团队", "客服主管": "未解决的问题", "产品经理": "客户在要什么",
        "市场": "近90天新客户",
    }  # fmt: skip
    page = said(client_of(book[role]).get("/"))
    assert marks[role] in page
    assert not [mark for other, mark in marks.items() if other != role and mark in page]


def test_a_keeper_sees_imports_and_that_there_is_no_backup(book: dict[str, Viewer]) -> None:
    client = client_of(book["管理员"])
    page = said(client.get("/"))
    assert "客户.csv" in page
    assert "还没有做过备份" in page
    assert "正在比对全部客户" in said(client.get("/home/duplicates/"))
    run_now("find_matches", book["管理员"])
    assert "没有疑似重复" in said(client.get("/home/duplicates/"))


def test_a_manager_gives_leads_of_nobody_to_the_own_people_only(book: dict[str, Viewer]) -> None:
    Customer.objects.filter(pk=id_of("K3")).update(owner=None)
    manager = client_of(book["李敏"])
    assert "丙江食品" in said(manager.get("/"))
    stranger = {"customer": id_of("K3"), "owner": book["周小雨"].account_id}
    assert manager.post("/home/give/", stranger).status_code == 400
    mine = {"customer": id_of("K3"), "owner": book["王磊"].account_id}
    manager.post("/home/give/", mine)
    assert Customer.objects.get(pk=id_of("K3")).owner_id == book["王磊"].account_id
    assert client_of(book["王磊"]).post("/home/give/", mine).status_code == 403


def test_who_only_looks_is_offered_nothing_to_write(book: dict[str, Viewer]) -> None:
    client = client_of(book["产品经理"])
    page = said(client.get("/"))
    assert "开始跟进" not in page
    told = {"way": "电话", "summary": "试试", "happened_on": timezone.localdate()}
    assert client.post(f"/customers/{id_of('K1')}/", told).status_code == 403
    service = client_of(book["客服主管"])
    assert service.post(f"/customers/{id_of('K1')}/", told).status_code == 302
    changed = {"name": "改名", "customer_type": "成交", "rev": 10**9}
    assert service.post(f"/customers/{id_of('K1')}/edit/", changed).status_code == 403


def test_an_empty_book_says_the_next_step(people: dict[str, Viewer]) -> None:  # noqa: F811
    assert "导入第一张表" in said(client_of(people["管理员"]).get("/"))


def test_outside_the_demo_there_is_no_switch_and_no_guide(book: dict[str, Viewer]) -> None:
    client = client_of(book["王磊"])
    page = said(client.get("/"))
    assert "换一个角色看" not in page
    assert "五分钟导览" not in page
    assert "示例数据" not in page
    assert Client().post("/login/demo/", {"role": "管理员"}).status_code == 404
    assert client.get("/company/").status_code == 404
