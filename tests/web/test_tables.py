"""Tables as files on the pages and over HTTP: empty for everybody, full for whom may take them."""

import threading
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import fastexcel
import pytest
from records.conftest import people as people
from web.small_book import client_of, open_book, said

from zhike.jobs.run import carry_out
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
People = dict[str, Viewer]


@pytest.fixture
def book(people: People, tmp_path: Path) -> People:
    """Return the people of a book of three customers."""
    open_book(people["管理员"], tmp_path)
    return people


def named(answer: Any) -> str:
    """Return the file's name as a browser would keep it."""
    return unquote(answer["Content-Disposition"])


def test_the_page_offers_templates_to_all_and_exports_to_some(book: People) -> None:
    page = said(client_of(book["管理员"]).get("/collect/"))
    assert "/collect/template/T0.xlsx" in page
    assert "/collect/template/together.xlsx" in page
    assert "/collect/export/T3-2.xlsx" in page
    assert "/collect/template/T3-2.xlsx" not in page  # a report is nothing to fill in
    page = said(client_of(book["王磊"]).get("/collect/"))
    assert "/collect/template/T0.xlsx" in page
    assert "/collect/export/" not in page
    client = client_of(book["王磊"])
    for name, kept in (
        ("T1-2", "T1-2 客户互动记录表模板.xlsx"),
        ("报价", "报价表模板.xlsx"),
        ("together", "客户、联系人、跟进和订单模板.xlsx"),
    ):
        answer = client.get(f"/collect/template/{name}.xlsx")
        assert answer.content[:2] == b"PK"
        assert kept in named(answer)
    assert client.get("/collect/template/没有的.xlsx").status_code == 400
    assert "是报表" in said(client.get("/collect/template/T3-2.xlsx"))


def test_an_export_holds_the_own_rows_masked_also_over_http(book: People) -> None:
    manager = client_of(book["李敏"])
    text = manager.get("/collect/export/T0.csv").content.decode("utf-8-sig")
    assert text.count("\n") == 3  # the head and two customers of 王磊's
    assert "*经理" in text
    assert "138****1111" in text
    assert "13800001111" in manager.get("/collect/export/T0.csv?full=1").content.decode()
    assert client_of(book["王磊"]).get("/collect/export/T0.csv").status_code == 403
    api = client_of(book["管理员"])
    tables = {one["code"]: one for one in api.get("/api/v1/tables").json()["tables"]}
    assert tables["T1-4"]["heads"] == ["客户ID", "行业标签", "需求标签", "风险标签", "潜力标签"]
    assert tables["订单"]["kind"] == "orders"
    assert api.get("/api/v1/tables/T0/template").content[:2] == b"PK"
    assert api.get("/api/v1/tables/T0/rows?format=csv").content.count(b"\n") == 4
    assert api.get("/api/v1/tables/T9/rows").status_code == 400


def test_from_the_list_a_table_holds_what_the_list_shows(book: People) -> None:
    client = client_of(book["管理员"])
    asked = "?owner=王磊&sort=-number"
    page = client.get(f"/customers/{asked}").content.decode()
    assert "/collect/export/T0.xlsx?owner=%E7%8E%8B%E7%A3%8A&amp;sort=-number" in page
    assert "/collect/export/T2-2/?owner=%E7%8E%8B%E7%A3%8A&amp;sort=-number" in page  # made first
    lines = client.get(f"/collect/export/T0.csv{asked}").content.decode("utf-8-sig").split("\n")
    assert [line.split(",")[0] for line in lines[1:3]] == ["K2", "K1"]
    assert len(lines) == 4


def test_a_table_that_takes_its_time_is_made_beside_the_page(book: People) -> None:
    client = client_of(book["管理员"])
    assert client.get("/collect/export/T0/")["Location"] == "/collect/"
    job = client.post("/collect/export/T0/?owner=王磊")["Location"]
    number = int(job.strip("/").split("/")[-1])
    carry_out(number, stopping=threading.Event())
    made = client.get(job)["Location"]
    assert "T0 客户信息收集与动态跟踪表.xlsx" in said(client.get(made))
    taken = client.get(f"{made}file")
    body = b"".join(taken.streaming_content)  # type: ignore[attr-defined]
    assert fastexcel.read_excel(body).load_sheet(0).to_polars().height >= 2
    assert "T0" in named(taken)
    assert client_of(book["李敏"]).get(made).status_code == 404
    assert client_of(book["王磊"]).post("/collect/export/T0/").status_code == 403
