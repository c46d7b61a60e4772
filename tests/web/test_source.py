"""看原表: the cells behind a record, a reckoned amount with what it was reckoned from."""

import pytest
from records.conftest import make_people
from web.small_book import client_of, id_of, open_book, said

from zhike.jobs.run import run_now
from zhike.records.interaction.models import Interaction
from zhike.records.order.models import Order
from zhike.web.shown.name_parts import parts_shown
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
LINES = """\
订单号,客户编号,订单日期,产品,件数,单价
O1,K1,2024-05-01,样机,6,2.55
O1,K1,2024-05-01,纸,2,1
"""


@pytest.fixture(scope="module")
def held(held_db: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Viewer]:
    """Return the people of a book with K1 of 王磊, who bought two lines."""
    people = make_people()
    tmp_path = tmp_path_factory.mktemp("book")
    open_book(people["管理员"], tmp_path)
    file = tmp_path / "明细.csv"
    file.write_text(LINES, "utf-8")
    asked = {"mapping": "金额=件数*单价"}
    run_now("import_files", people["管理员"], paths=[str(file)], asked=asked)
    return people


def test_a_reckoned_amount_says_what_it_came_from(book: dict[str, Viewer]) -> None:
    client, order = client_of(book["王磊"]), Order.objects.get()
    assert order.amount_fen == 1730
    address = f"/source/orders/{order.pk}/"
    assert f'href="{address}"' in said(client.get(f"/customers/{id_of('K1')}/"))
    page = said(client.get(address))
    for line in ("明细.csv!2", "明细.csv!3", "= 件数*单价", "件数 6 × 单价 2.55 = 15.3"):
        assert line in page, line
    panel = said(client.get(address, headers={"HX-Request": "true", "HX-Target": "panel"}))
    assert "panel-head" in panel
    assert "<html" not in panel


def test_a_follow_up_shows_its_own_cells_and_no_phone(book: dict[str, Viewer]) -> None:
    client, note = client_of(book["王磊"]), Interaction.objects.get(customer_id=id_of("K1"))
    page = said(client.get(f"/source/interactions/{note.pk}/"))
    assert "要看样机" in page
    assert "13800001111" not in page


def test_anothers_record_is_not_there(book: dict[str, Viewer]) -> None:
    other = client_of(book["周小雨"])
    assert other.get(f"/source/orders/{Order.objects.get().pk}/").status_code == 404


@pytest.mark.parametrize(
    ("kind", "name", "shown"),
    [
        (
            "organisation",
            "明遠機械（上海）有限公司",
            "地区 上海 · 字号 明远机械 · 组织形式 有限公司",
        ),
        ("organisation", "明远机械北京分公司", "字号 明远机械 · 分支 北京分公司"),
        ("organisation", "明远机械", ""),
        ("organisation", None, ""),
        ("person", "上海王五有限公司", ""),
    ],
)
def test_a_firms_name_is_shown_in_its_parts(kind: str, name: str | None, shown: str) -> None:
    assert parts_shown({"kind": kind, "name": name}) == shown


def test_the_panel_of_a_firm_has_the_parts_of_its_name(book: dict[str, Viewer]) -> None:
    page = said(client_of(book["王磊"]).get(f"/source/customers/{id_of('K1')}/"))
    assert "字号 甲州精密机械 · 组织形式 有限公司" in page
    order = said(client_of(book["王磊"]).get(f"/source/orders/{Order.objects.get().pk}/"))
    assert "字号" not in order
