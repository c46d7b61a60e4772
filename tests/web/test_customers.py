"""The list of customers: rows of one's own, chips, masks, acts with undo, export."""

import csv
import io
from typing import Any

import openpyxl
import pytest
from django.utils import timezone
from records.conftest import people  # noqa: F401 - a fixture
from web.small_book import client_of, id_of, open_book, said

from zhike.records.customer.models import Customer
from zhike.records.history.models import HistoryLine
from zhike.records.listing.lookups import GridQuestion, grid_for
from zhike.records.tag.models import Tag
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
T0 = {"preset": "t0"}
QUERIES = 28  # session, account, notices, run, key fields, filters: for three rows as for fifty


@pytest.fixture
def book(people: dict[str, Viewer], tmp_path: Any) -> dict[str, Viewer]:  # noqa: F811
    """Return the people of a book with K1 and K2 of 王磊 and K3 of 周小雨."""
    open_book(people["管理员"], tmp_path)
    return people


def names(page: str) -> list[str]:
    """Return which of the three customers a page names."""
    return [name for name in ("甲州精密机械", "乙城物流", "丙江食品") if name in page]


def test_everybody_sees_the_own_rows(book: dict[str, Viewer]) -> None:
    assert names(said(client_of(book["管理员"]).get("/customers/"))) == [
        "甲州精密机械", "乙城物流", "丙江食品",
    ]  # fmt: skip
    assert names(said(client_of(book["王磊"]).get("/customers/"))) == ["甲州精密机械", "乙城物流"]
    assert names(said(client_of(book["周小雨"]).get("/customers/?q=甲州"))) == []


def test_filters_are_chips_that_can_be_taken_out(book: dict[str, Viewer]) -> None:
    page = said(client_of(book["管理员"]).get("/customers/?region=华东&customer_type=成交"))
    assert names(page) == ["甲州精密机械"]
    assert "共 1 家" in page
    assert 'class="chip" href="/customers/?customer_type=%E6%88%90%E4%BA%A4"' in page


def test_no_answer_says_which_condition_to_drop(book: dict[str, Viewer]) -> None:
    page = said(client_of(book["管理员"]).get("/customers/?region=华东&customer_type=潜在"))
    # 华东 has K1 and K3; 潜在 has K2 only: dropping 潜在 brings the most back
    assert "没有符合的客户。去掉 ‹潜在› 会有 2 家。" in page


def test_an_unknown_filter_and_page_change_nothing(book: dict[str, Viewer]) -> None:
    answer = client_of(book["管理员"]).get("/customers/?colour=red&page=abc&sort=;drop")
    assert answer.status_code == 200
    assert "共 3 家" in said(answer)


def test_phones_are_masked_in_every_column_choice(book: dict[str, Viewer]) -> None:
    client = client_of(book["管理员"])
    client.post("/customers/columns/", T0)
    page = said(client.get("/customers/"))
    assert "138****1111" in page
    assert "13800001111" not in page


@pytest.mark.django_db(transaction=True)  # what is in memory is kept between requests only then
def test_a_longer_list_asks_no_more_of_the_database(
    book: dict[str, Viewer], django_assert_max_num_queries: Any, tmp_path: Any
) -> None:
    client = client_of(book["管理员"])
    client.get("/customers/")  # the choices are counted once
    with django_assert_max_num_queries(QUERIES):
        client.get("/customers/")
    heads = "客户编号,客户名称,联系人,联系电话,跟进人\n"
    rows = "".join(f"L{n},长名单{n}有限公司,李经理,1390000{n:04},王磊\n" for n in range(60))
    open_book(book["管理员"], tmp_path, heads + rows)
    client.get("/customers/")
    with django_assert_max_num_queries(QUERIES):
        assert "共 63 家" in said(client.get("/customers/"))


def test_pages_hold_fifty(book: dict[str, Viewer], tmp_path: Any) -> None:
    rows = "".join(f"L{n},长名单{n}有限公司\n" for n in range(60))
    open_book(book["管理员"], tmp_path, "客户编号,客户名称\n" + rows)
    answer = grid_for(book["管理员"], GridQuestion(page=2), as_of=timezone.localdate())
    assert (answer.total, answer.pages, len(answer.rows)) == (63, 2, 13)


def test_assigning_says_what_happened_and_is_undone(book: dict[str, Viewer]) -> None:
    client, mine = client_of(book["管理员"]), id_of("K1")
    answer = client.post(
        "/customers/assign/", {"id": [mine], "owner": book["周小雨"].account_id}, follow=True
    )
    assert "已把 1 家客户分派给 周小雨" in said(answer)
    assert Customer.objects.get(pk=mine).owner_id == book["周小雨"].account_id
    undo = next(str(message.extra_tags) for message in answer.context["messages"])
    assert "还给原来的跟进人" in said(client.post(undo, follow=True))
    assert Customer.objects.get(pk=mine).owner_id == book["王磊"].account_id
    assert client.post(undo).status_code == 400  # only once


def test_a_consultant_assigns_nobody(book: dict[str, Viewer]) -> None:
    client = client_of(book["王磊"])
    answer = client.post(
        "/customers/assign/", {"id": [id_of("K1")], "owner": book["王磊"].account_id}
    )
    assert answer.status_code == 403
    assert "您的角色不能分派客户" in said(answer)


def test_a_manager_gives_to_the_own_team_only(book: dict[str, Viewer]) -> None:
    client = client_of(book["李敏"])
    answer = client.post(
        "/customers/assign/", {"id": [id_of("K1")], "owner": book["周小雨"].account_id}
    )
    assert answer.status_code == 400
    assert Customer.objects.get(pk=id_of("K1")).owner_id == book["王磊"].account_id


def test_tagging_many_is_undone_together(book: dict[str, Viewer]) -> None:
    client, ids = client_of(book["王磊"]), [id_of("K1"), id_of("K2")]
    answer = client.post("/customers/tag/", {"id": ids, "own_tag": "年会邀请"}, follow=True)
    assert Tag.objects.filter(tag="年会邀请", gone_at__isnull=True).count() == 2
    undo = next(str(message.extra_tags) for message in answer.context["messages"])
    client.post(undo)
    assert Tag.objects.filter(tag="年会邀请", gone_at__isnull=True).count() == 0


def test_foreign_rows_are_neither_tagged_nor_said_to_exist(book: dict[str, Viewer]) -> None:
    client = client_of(book["王磊"])
    answer = client.post("/customers/tag/", {"id": [id_of("K1"), id_of("K3")], "tag": "高潜力"})
    assert answer.status_code == 404
    assert not Tag.objects.exists()


def test_acts_need_the_token_of_the_page(book: dict[str, Viewer]) -> None:
    client = client_of(book["王磊"], strict=True)
    answer = client.post("/customers/tag/", {"id": [id_of("K1")], "tag": "高潜力"})
    assert answer.status_code == 403
    assert not Tag.objects.exists()


def test_a_consultant_exports_nothing(book: dict[str, Viewer]) -> None:
    for kind in ("csv", "xlsx"):
        assert client_of(book["王磊"]).get(f"/customers/export.{kind}").status_code == 403


def test_an_export_is_masked_limited_and_noted(book: dict[str, Viewer]) -> None:
    client = client_of(book["李敏"])  # leads the team of 王磊
    client.post("/customers/columns/", T0)
    text = client.get("/customers/export.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["编号"] for row in rows] == ["K1", "K2"]
    assert [row["联系电话"] for row in rows] == ["138****1111", "138****2222"]
    assert rows[0]["备注"] == "'=1+1"  # shown, never run
    line = HistoryLine.objects.get(action="导出客户")
    assert (line.by_id, line.after["rows"]) == (book["李敏"].account_id, 2)


def test_a_workbook_holds_text_where_a_formula_was_typed(book: dict[str, Viewer]) -> None:
    client = client_of(book["管理员"])
    client.post("/customers/columns/", T0)
    body = client.get("/customers/export.xlsx?region=华东").content
    sheet = openpyxl.load_workbook(io.BytesIO(body)).active
    heads = [cell.value for cell in sheet[1]]
    remark = sheet.cell(2, heads.index("备注") + 1)
    assert (sheet.max_row, remark.value, remark.data_type) == (3, "=1+1", "s")


def test_the_finder_knows_initials_pages_and_only_the_own(book: dict[str, Viewer]) -> None:
    client = client_of(book["王磊"])
    assert names(said(client.get("/finder/?q=jzjm"))) == ["甲州精密机械"]
    assert names(said(client.get("/finder/?q=丙江"))) == []
    assert 'href="/customers/"' in said(client.get("/finder/?q=kh"))
