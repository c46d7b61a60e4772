"""Views kept under a name, and acts on many customers, each with its undo."""

import io
from typing import Any

import openpyxl
import pytest
from records.conftest import make_people
from web.small_book import client_of, id_of, open_book, said
from web.test_customer_page import undo_of

from zhike.records.customer.models import Customer
from zhike.records.history.models import HistoryLine
from zhike.records.task.models import Task
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
HERE = "/customers/?region=%E5%8D%8E%E4%B8%9C"  # 华东


@pytest.fixture(scope="module")
def held(held_db: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Viewer]:
    """Return the people of a book with K1 and K2 of 王磊 and K3 of 周小雨."""
    people = make_people()
    open_book(people["管理员"], tmp_path_factory.mktemp("book"))
    return people


def tabs(client: Any, address: str = "/customers/") -> dict[str, dict[str, Any]]:
    """Return the tabs over the list by their labels."""
    return {tab["label"]: tab for tab in client.get(address).context["tabs"]}


def test_a_question_is_kept_with_its_columns_and_dropped(book: dict[str, Viewer]) -> None:
    client = client_of(book["管理员"])
    client.post("/customers/columns/", {"column": ["region", "status"]})
    told = {"name": " 华东的 ", "columns": "1", "next": HERE}
    answer = client.post("/customers/views/", told, follow=True)
    assert "已保存视图“华东的”" in said(answer)
    kept = tabs(client)["华东的"]
    assert kept["count"] == 2
    client.post("/customers/columns/", {"preset": "usual"})
    heads = [column["label"] for column in client.get(kept["url"]).context["grid"]["columns"]]
    assert heads == ["客户名称", "区域", "状态"]
    assert tabs(client, kept["url"])["华东的"]["here"]
    gone = client.post(kept["drop"], follow=True)
    assert "华东的" not in tabs(client)
    client.post(undo_of(gone))
    assert tabs(client)["华东的"]["count"] == 2


def test_views_are_ones_own(book: dict[str, Viewer]) -> None:
    mine, theirs = client_of(book["王磊"]), client_of(book["周小雨"])
    mine.post("/customers/views/", {"name": "只有我", "next": HERE})
    assert "只有我" not in tabs(theirs)
    drop = tabs(mine)["只有我"]["drop"]
    assert theirs.post(drop).status_code == 400
    assert "只有我" in tabs(mine)
    assert mine.post("/customers/views/", {"name": " ", "next": HERE}).status_code == 400


def test_t0_shows_the_seventeen_columns_of_the_source(book: dict[str, Viewer]) -> None:
    tab = tabs(client := client_of(book["管理员"]))["动态跟踪表（T0）"]
    assert len(client.get(tab["url"]).context["grid"]["columns"]) == 17


def test_many_get_one_value_and_back(book: dict[str, Viewer]) -> None:
    client, ids = client_of(book["管理员"]), [id_of("K1"), id_of("K2"), id_of("K3")]
    told = {"id": ids, "field": "region", "value": "华东"}
    answer = client.post("/customers/change/", told, follow=True)
    assert "已改 1 家的区域" in said(answer)  # K1 and K3 were 华东 already
    assert HistoryLine.objects.filter(action="批量修改").count() == 1
    client.post(undo_of(answer))
    assert Customer.objects.get(pk=id_of("K2")).region == "华南"
    for wrong in ({"field": "remark", "value": "x"}, {"field": "potential", "value": "9"}):
        assert client.post("/customers/change/", {"id": ids} | wrong).status_code == 400
    foreign = client_of(book["王磊"]).post("/customers/change/", told)
    assert foreign.status_code == 404
    assert Customer.objects.get(pk=id_of("K2")).region == "华南"


def test_tasks_for_many_and_back(book: dict[str, Viewer]) -> None:
    client, ids = client_of(book["王磊"]), [id_of("K1"), id_of("K2"), id_of("K3")]
    told = {"id": ids, "title": "节前回访", "why": "备货", "days": "5"}
    answer = client.post("/customers/plan/", told, follow=True)
    assert "已建 2 个任务“节前回访”" in said(answer)  # K3 is 周小雨's
    assert set(Task.objects.values_list("customer__external_id", "why")) == {
        ("K1", "备货"), ("K2", "备货"),
    }  # fmt: skip
    again = client.post("/customers/plan/", told, follow=True)
    assert "已有同名的未完成任务" in said(again)
    client.post(undo_of(answer))
    assert Task.objects.filter(state="待办").count() == 0
    assert client.post("/customers/plan/", {"title": "x", "days": "1"}).status_code == 400


def test_the_picked_ones_as_a_workbook(book: dict[str, Viewer]) -> None:
    ids = [id_of("K1"), id_of("K3")]
    manager = client_of(book["李敏"])  # 王磊's manager; 周小雨 is in another team
    answer = manager.post("/customers/picked.xlsx", {"id": ids})
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
    assert [row[0] for row in rows] == ["客户名称", "甲州精密机械有限公司"]
    assert client_of(book["周小雨"]).post("/customers/picked.xlsx", {"id": ids}).status_code == 403
