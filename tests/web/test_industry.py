"""归类: a customer's own words for its industry get a class, once or from now on, and back."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from records.conftest import AT
from web.small_book import client_of, id_of, said
from web.two_books import house_of

from zhike.access.viewer import viewer_for
from zhike.clean.industry import find_industry
from zhike.records.account.changes import create_account
from zhike.records.customer.changes import assign_customers
from zhike.records.customer.models import Customer
from zhike.records.history.models import HistoryLine
from zhike.records.playbook_version.lookups import active_playbook
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
WORDS, CODE = "云仓代发那块", "G59"
SHEET = f"""\
客户编号,客户名称,联系人,联系电话,所属行业
K1,甲州云仓有限公司,赵敏,13912345671,{WORDS}
K2,乙城云仓有限公司,钱伟,13912345672,{WORDS}
K3,丙江云仓有限公司,孙丽,13912345673,{WORDS}
K4,丁山食品有限公司,李强,13912345674,食品制造业
"""


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Viewer]:
    """Keep four customers, three of whom write an industry nobody knows."""
    with django_db_blocker.unblock(), house_of(tmp_path_factory.mktemp("class"), SHEET) as admin:
        yield admin


@pytest.fixture
def client(house: Viewer) -> Client:
    """Return the administrator's browser."""
    return client_of(house)


def codes() -> dict[str, str]:
    return dict(Customer.objects.order_by("pk").values_list("external_id", "industry_code"))


def classed(client: Client, number: str = "K1", **told: str) -> Any:
    """Class a customer's industry; returns the answer."""
    address = f"/customers/{id_of(number)}/industry/class/"
    return client.post(address, {"meant": CODE} | told, follow=True)


def undo_in(client: Client) -> str:
    """Return the address that takes the last act back."""
    return f"/undo/{list(client.session['undo'])[-1]}/"


def test_the_words_stay_and_get_a_class(client: Client) -> None:
    before, version = codes(), active_playbook().version
    assert (before["K1"], before["K4"][:1]) == ("", "C")
    page = said(client.get(f"/customers/{id_of('K1')}/industry/"))
    assert "另外 2 家也这样写" in page
    assert f"以后“{WORDS}”都算这一类" in page
    answer = classed(client)
    assert f"“{WORDS}”已归入 G59 装卸搬运和仓储业" in said(answer)
    assert codes() == before | {"K1": CODE}
    row = Customer.objects.get(pk=id_of("K1"))
    assert (row.industry_text, row.industry_group) == (WORDS, "物流业")
    line = HistoryLine.objects.get(action="归类行业")
    assert (line.customer_id, line.after) == (
        row.pk,
        {"industry_code": CODE, "industry_group": "物流业"},
    )
    assert active_playbook().version == version
    assert "已撤销，1 家的行业" in said(client.post(undo_in(client), follow=True))
    assert codes() == before


def test_all_who_write_so_and_from_now_on(client: Client) -> None:
    """The three of one mind, and the word is learned; one undo takes both back."""
    before, version = codes(), active_playbook().version
    assert "共 3 家，以后都这样读" in said(classed(client, alike="yes", learn="yes"))
    assert codes() == before | dict.fromkeys(("K1", "K2", "K3"), CODE)
    assert str(find_industry(WORDS, active_playbook().industry_codes).industry)[:3] == CODE
    assert "记住" not in said(client.get(f"/customers/{id_of('K1')}/industry/"))  # offered once
    client.post(undo_in(client))
    assert codes() == before
    assert active_playbook().version == version


def test_what_somebody_changed_since_is_not_put_back(client: Client) -> None:
    classed(client, alike="yes")
    undo = undo_in(client)
    classed(client, "K2", meant="F52")
    assert "已撤销，2 家的行业" in said(client.post(undo, follow=True))
    assert [codes()[key] for key in ("K1", "K2", "K3")] == ["", "F52", ""]


def test_what_is_no_class_is_asked_again(client: Client) -> None:
    answer = classed(client, meant="随便")
    assert answer.status_code == 422
    assert "“随便”不是国民经济行业分类里的一类" in said(answer)
    assert "请选一类" in said(classed(client, meant=""))
    assert codes()["K1"] == ""


def test_a_consultant_classes_his_own_and_teaches_nobody(house: Viewer) -> None:
    someone = create_account("u1", name="王磊", role="销售顾问", team_id=None, by=None, at=AT)
    assign_customers(house, [id_of("K1"), id_of("K2")], owner_id=someone, at=AT)
    theirs, version = client_of(viewer_for(someone)), active_playbook().version
    page = said(theirs.get(f"/customers/{id_of('K1')}/industry/"))
    assert "另外 1 家也这样写" in page
    assert "记住" not in page
    assert theirs.get(f"/customers/{id_of('K3')}/industry/").status_code == 404
    assert classed(theirs, "K3").status_code == 404
    classed(theirs, alike="yes", learn="yes")
    assert [codes()[key] for key in ("K1", "K2", "K3")] == [CODE, CODE, ""]
    assert active_playbook().version == version


def test_the_page_and_the_grid_lead_there(client: Client) -> None:
    """In the grid an industry is picked while one types, and an unknown one leads on."""
    address = f"/customers/{id_of('K1')}/industry/"
    assert address in said(client.get(f"/customers/{id_of('K1')}/"))
    Customer.objects.filter(pk=id_of("K4")).update(industry_text="", industry_code="")
    grid = said(client.get("/clean/fill-ins/grid/", {"field": "customers.industry"}))
    assert 'data-picks="/entries/industries/found/"' in grid
    told = {"paths": "customers.industry", "customers.industry": WORDS}
    row = client.post(f"/clean/fill-ins/{id_of('K4')}/fill/", told, headers={"HX-Request": "true"})
    assert f"/customers/{id_of('K4')}/industry/" in said(row)
