"""待补充: handed out, filled in row by row, with what is wrong or met beside the cell."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from web.gap_book import INDUSTRY, NAME, PHONE, gap_book
from web.small_book import client_of, id_of, said
from web.two_books import AT

from zhike.access.viewer import viewer_for
from zhike.records.account.changes import create_account
from zhike.records.contact.models import Contact
from zhike.records.customer.models import Customer
from zhike.records.fill_in.models import FillGiving, FillIn
from zhike.records.history.models import HistoryLine
from zhike.records.playbook_version.lookups import active_version
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture(scope="module")
def book(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Viewer]]:
    """Return the people of a book with gaps, kept for all tests; what a test writes goes."""
    with django_db_blocker.unblock(), gap_book(tmp_path_factory.mktemp("gaps")) as people:
        yield people


@pytest.fixture
def client(book: dict[str, Viewer]) -> Client:
    """Return 王磊's browser."""
    return client_of(book["王磊"])


def give(book: dict[str, Viewer], *cells: str) -> Any:
    """Hand cells out as the administrator."""
    due = timezone.localdate() + timedelta(days=7)
    told = {"cell": cells, "due_on": due.isoformat(), "manager": book["李敏"].account_id}
    return client_of(book["管理员"]).post("/clean/fill-ins/give/", told)


def fill(client: Client, number: str, **cells: str) -> Any:
    """Send a row of the grid."""
    told = {"paths": f"{NAME} {PHONE} {INDUSTRY}"}
    told |= {name.replace("__", "."): text for name, text in cells.items()}
    return client.post(f"/clean/fill-ins/{id_of(number)}/fill/", told, headers=HTMX)


def test_handing_out_shows_first_who_gets_what(book: dict[str, Viewer]) -> None:
    """F2, F3 and F4 lack a phone: one cell each, F4's is nobody's."""
    page = said(client_of(book["管理员"]).get(f"/clean/fill-ins/give/?cell={PHONE}"))
    assert "分派 3 格" in page
    assert all(who in page for who in ("王磊", "周小雨", "没有跟进人"))
    assert not FillIn.objects.exists()
    short = said(client_of(book["管理员"]).get(f"/clean/fill-ins/give/?cell={PHONE}:2"))
    assert "分派 2 格" in short


def test_handing_out_and_taking_it_back(book: dict[str, Viewer]) -> None:
    """The page says what was handed out; 撤销 takes it back."""
    admin = client_of(book["管理员"])
    due = timezone.localdate() + timedelta(days=7)
    told = {
        "cell": [PHONE],
        "due_on": due.isoformat(),
        "manager": book["李敏"].account_id,
    }
    page = said(admin.post("/clean/fill-ins/give/", told, follow=True))
    assert "已分派 3 格（3 家客户）给 3 人" in page
    undo = re.search(r'action="(/undo/[^"]+)"', page)
    assert undo
    admin.post(undo[1])
    assert not FillIn.objects.filter(gone_at=None).exists()


def test_a_consultant_hands_nothing_out(client: Client) -> None:
    """He has no right to; the page is refused."""
    assert client.get("/clean/fill-ins/give/").status_code == 403


def test_the_list_says_what_waits_and_leads_to_the_grid(
    book: dict[str, Viewer], client: Client
) -> None:
    """王磊 was asked for two cells of one customer; the manager hands F4 out first."""
    give(book, NAME, PHONE)
    giving = FillGiving.objects.get().pk
    page = said(client.get("/clean/fill-ins/"))
    assert "补 2 格，1 家客户" in page
    assert f"giving={giving}" in page
    assert "周小雨" not in page
    assert "丁海贸易" in said(client_of(book["李敏"]).get("/clean/fill-ins/"))


def test_only_empty_cells_have_a_box(client: Client) -> None:
    """F2's industry stands as text, its person and phone can be typed; F1 has no gap."""
    page = said(client.get(f"/clean/fill-ins/grid/?field={NAME}&field={PHONE}&field={INDUSTRY}"))
    assert f'name="{PHONE}"' in page
    assert f'name="{INDUSTRY}"' not in page
    assert "物流" in page
    assert "甲州精密" not in page


def test_a_row_is_kept_and_can_be_taken_back(client: Client) -> None:
    """Both cells are written as one step; the answer is the row with what stands now, masked."""
    answer = fill(client, "F2", contacts__name="钱总", contacts__phone="138 0000 2222")
    assert "138****2222" in said(answer)
    assert "13800002222" not in said(answer)
    told = json.loads(answer["HX-Trigger"])
    assert told["zhike:filled"] == {"done": 2}
    assert told["zhike:said"]["text"] == "乙城物流有限公司：已补联系人、联系电话"
    assert Contact.objects.get(customer_id=id_of("F2")).phone == "13800002222"
    client.post(told["zhike:said"]["undo"])
    assert not Contact.objects.live().filter(customer_id=id_of("F2")).exists()


def test_a_wrong_cell_stays_and_is_said_while_the_right_one_is_kept(client: Client) -> None:
    """The phone is false, the name is good."""
    answer = fill(client, "F2", contacts__name="钱总", contacts__phone="11111111111")
    assert "虚假号码" in said(answer)
    assert 'value="11111111111"' in said(answer)
    person = Contact.objects.get(customer_id=id_of("F2"))
    assert (person.name, person.phone) == ("钱总", "")


def test_what_somebody_else_filled_meanwhile_is_shown_beside_mine(
    book: dict[str, Viewer],
) -> None:
    """Theirs stays until I say mine is right."""
    mine, boss = (client_of(book[who]) for who in ("周小雨", "管理员"))
    fill(boss, "F3", contacts__phone="13800003333")
    answer = fill(mine, "F3", contacts__phone="13900004444")
    assert "138****3333" in said(answer)
    assert "管理员" in said(answer)
    assert "13900004444" in said(answer)
    person = Contact.objects.get(customer_id=id_of("F3"))
    assert person.phone == "13800003333"
    fill(mine, "F3", contacts__phone="13900004444", instead=PHONE)
    person.refresh_from_db()
    assert person.phone == "13900004444"


def test_a_row_works_without_script(client: Client) -> None:
    """A plain form leads back with a sentence; what was wrong is said too."""
    told = {"paths": f"{NAME} {PHONE}", PHONE: "11111111111", NAME: "钱总"}
    page = said(client.post(f"/clean/fill-ins/{id_of('F2')}/fill/", told, follow=True))
    assert "已补联系人" in page
    assert "虚假号码" in page
    where = f"/clean/fill-ins/{id_of('F2')}/fill/"
    met = said(client.post(where, {"paths": NAME, NAME: "孙总"}, follow=True))
    assert "已有 *总" in met
    assert "您写的“孙总”没有动" in met


def test_foreign_rows_and_people_without_the_right_are_refused(
    book: dict[str, Viewer], client: Client
) -> None:
    """F3 is 周小雨's; nothing is written and the row is not shown."""
    answer = fill(client, "F3", contacts__phone="13900004444")
    assert answer.status_code == 204  # refused: the sentence comes as a toast
    assert "zhike:filled" not in answer["HX-Trigger"]
    assert Contact.objects.get(customer_id=id_of("F3")).phone == ""


def test_a_cell_that_can_not_be_had_is_excused_with_a_reason(
    book: dict[str, Viewer], client: Client
) -> None:
    """Without a reason it is refused; with one it waits no more, until it is taken back."""
    give(book, PHONE)
    where = f"/clean/fill-ins/{id_of('F2')}/excuse/"
    assert client.post(where, {"path": PHONE, "excuse": "无法取得"}).status_code == 400
    client.post(where, {"path": PHONE, "excuse": "无法取得", "reason": "只肯用微信"})
    cell = FillIn.objects.get(customer_id=id_of("F2"))
    assert (cell.excuse, cell.reason) == ("无法取得", "只肯用微信")
    assert "请我补的" not in said(client.get("/clean/fill-ins/"))
    client.post(f"{where}?path={PHONE}&excuse=")
    cell.refresh_from_db()
    assert cell.excuse == ""


def test_a_sensitive_value_needs_the_tick(book: dict[str, Viewer], client: Client) -> None:
    """Without it nothing of the cell is kept; with it the history says so."""
    admin = client_of(book["管理员"])
    told = {"version": active_version(), "act": "show"}
    admin.post("/settings/fields/customers.家庭住址/act/", told)
    where, path = f"/clean/fill-ins/{id_of('F2')}/fill/", "customers.家庭住址"
    told = {"paths": path, path: "苏州市人民路 1 号"}
    assert "敏感信息" in said(client.post(where, told, headers=HTMX))
    assert not Customer.objects.get(pk=id_of("F2")).own
    client.post(where, told | {"consent_sensitive": "on"}, headers=HTMX)
    assert Customer.objects.get(pk=id_of("F2")).own == {"家庭住址": "苏州市人民路 1 号"}
    line = HistoryLine.objects.filter(customer_id=id_of("F2")).latest("id")
    assert line.why == "已单独征得本人同意：家庭住址"


def test_the_list_of_cells_says_who_filled_them_in(book: dict[str, Viewer], client: Client) -> None:
    """王磊 fills one of his two cells: the list names him; what waits is a list of its own."""
    give(book, NAME, PHONE)
    fill(client, "F2", contacts__name="钱总")
    done = said(client.get("/clean/fill-ins/cells/?state=done"))
    assert "乙城物流" in done
    assert "王磊" in done
    owner = book["周小雨"].account_id
    assert "丙江食品" not in said(client.get(f"/clean/fill-ins/cells/?owner={owner}"))
    team = said(client_of(book["管理员"]).get(f"/clean/fill-ins/cells/?state=open&owner={owner}"))
    assert "丙江食品" in team
    assert "乙城物流" not in team


def test_today_and_the_tasks_show_what_is_to_be_filled_in(
    book: dict[str, Viewer], client: Client
) -> None:
    """Until it is done; then the task closes itself."""
    give(book, NAME, PHONE)
    assert "请您补充 2 格客户资料" in said(client.get("/"))
    assert "补 2 格，1 家客户" in said(client.get("/tasks/"))
    fill(client, "F2", contacts__name="钱总", contacts__phone="13800002222")
    assert "请您补充" not in said(client.get("/"))
    assert "补 2 格" not in said(client.get("/tasks/"))


def test_a_person_is_masked_for_who_may_not_see_names(book: dict[str, Viewer]) -> None:
    """市场 sees every row and no name of a person, neither in the list nor in the grid."""
    give(book, PHONE)
    Customer.objects.filter(pk=id_of("F2")).update(kind="person", name="顾明")
    seen = client_of(viewer_for(create_account("m", name="许", role="市场", by=None, at=AT)))
    for where in ("cells/", f"grid/?field={PHONE}", f"grid/?field={PHONE}&field=customers.name"):
        page = said(seen.get(f"/clean/fill-ins/{where}"))
        assert "顾*" in page
        assert "顾明" not in page


def test_a_pasted_block_is_taken_back_in_one_step(book: dict[str, Viewer]) -> None:
    """Two rows of one block: one sentence that counts both, one undo for both."""
    admin = client_of(book["管理员"])
    answers = [
        fill(admin, number, contacts__phone=f"1380000{number[1]}222", block="b1")
        for number in ("F2", "F3")
    ]
    told = [json.loads(answer["HX-Trigger"])["zhike:said"] for answer in answers]
    assert [one["text"] for one in told] == ["粘贴：已补 1 格", "粘贴：已补 2 格"]
    phones = Contact.objects.live().exclude(phone="").count()
    admin.post(told[1]["undo"])
    assert Contact.objects.live().exclude(phone="").count() == phones - 2


def test_a_district_lies_in_the_customers_city(client: Client) -> None:
    """鼓楼区 is four cities': the kept one tells, or the one typed beside it; 浦东 is elsewhere."""
    city, district = "customers.city", "customers.district"
    told = {"paths": f"{city} {district}"}
    Customer.objects.filter(pk=id_of("F2")).update(province="江苏省", city="南京市")
    elsewhere = fill(client, "F2", **told, customers__district="浦东新区")
    assert "“浦东新区”不在南京市" in said(elsewhere)
    fill(client, "F2", **told, customers__district="鼓楼区")
    assert Customer.objects.get(pk=id_of("F2")).district == "鼓楼区"
    Customer.objects.filter(pk=id_of("F2")).update(province="", city="", district="")
    assert "几处同名" in said(fill(client, "F2", **told, customers__district="鼓楼区"))
    fill(client, "F2", **told, customers__city="徐州", customers__district="鼓楼区")
    row = Customer.objects.get(pk=id_of("F2"))
    assert (row.province, row.city, row.district) == ("江苏省", "徐州市", "鼓楼区")


def test_an_address_filled_in_says_only_what_no_kept_cell_says(client: Client) -> None:
    """F2 stands in 杭州 and keeps its place; without one, the address says it."""
    address, typed = "customers.详细地址", "江苏省苏州市吴中区木渎镇1号"
    Customer.objects.filter(pk=id_of("F2")).update(province="浙江省", city="杭州市")
    for kept, place in (
        ({}, ("浙江省", "杭州市", "")),
        ({"province": "", "city": ""}, ("江苏省", "苏州市", "吴中区")),
    ):
        Customer.objects.filter(pk=id_of("F2")).update(own={}, **kept)
        fill(client, "F2", paths=address, customers__详细地址=typed)
        row = Customer.objects.get(pk=id_of("F2"))
        assert row.own["详细地址"] == typed
        assert (row.province, row.city, row.district) == place
