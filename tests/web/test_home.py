"""今天: what is due for the one who looks, and going through it without a step back."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from records.conftest import people  # noqa: F401 - a fixture
from web.small_book import client_of, id_of, open_book, said

from zhike.records.task.changes import create_tasks
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db


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
    return people


def test_what_is_due_stands_first(book: dict[str, Viewer]) -> None:
    page = said(client_of(book["王磊"]).get("/"))
    assert page.index("寄样机资料") < page.index("问预算")
    assert "开始跟进 2" in page
    assert "我的客户" in page


def test_nobody_sees_the_tasks_of_others(book: dict[str, Viewer]) -> None:
    page = said(client_of(book["周小雨"]).get("/"))
    assert "寄样机资料" not in page
    assert "今天没有到期的事" in page


def test_the_queue_goes_from_one_to_the_next(book: dict[str, Viewer]) -> None:
    client = client_of(book["王磊"])
    first = client.get("/follow-up/?queue=today")["Location"]
    assert first == f"/follow-up/?customer={id_of('K1')}&queue=today"
    assert "后面还有 1 位" in said(client.get(first))
    told = {"way": "电话", "summary": "已寄", "happened_on": timezone.localdate(), "again": "1"}
    second = client.post(first, told)["Location"]
    assert second == f"/follow-up/?customer={id_of('K2')}&queue=today"
    assert client.post(second, told)["Location"] == "/"


def test_an_empty_book_says_the_next_step(people: dict[str, Viewer]) -> None:  # noqa: F811
    assert "导入第一张表" in said(client_of(people["管理员"]).get("/"))
