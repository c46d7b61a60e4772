"""快速记客户, and a duplicate that is said before it is saved: what was typed stays."""

from datetime import timedelta

import pytest
from django.utils import timezone
from records.conftest import make_people
from web.small_book import client_of, id_of, open_book, said

from zhike.records.collaborator.models import Ask
from zhike.records.contact.models import Contact
from zhike.records.customer.models import Customer
from zhike.records.entry import already
from zhike.records.interaction.models import Interaction
from zhike.records.notice.lookups import notices_for
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NEW = {
    "name": "新程数控有限公司", "contacts.name": "顾明", "contacts.phone": "139 0000 2222",
    "industry": "机械", "customer_type": "潜在", "interactions.summary": "来问打印机",
    "interactions.next_step": "3日内给方案",
}  # fmt: skip
PANEL = {"HX-Request": "true", "HX-Target": "panel"}


@pytest.fixture(scope="module")
def held(held_db: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Viewer]:
    """Return the people of a book with K1 and K2 of 王磊 and K3 of 周小雨."""
    people = make_people()
    open_book(people["管理员"], tmp_path_factory.mktemp("book"))
    return people


def test_one_after_the_other_with_the_first_follow_up(book: dict[str, Viewer]) -> None:
    client = client_of(book["王磊"])
    assert 'inputmode="tel"' in said(client.get("/quick/"))
    answer = client.post("/quick/", NEW | {"again": "1"}, follow=True)
    assert answer.redirect_chain == [("/quick/", 302)]
    assert "已新建客户 新程数控有限公司" in said(answer)
    row = Customer.objects.get(name="新程数控有限公司")
    assert (row.owner_id, row.first_contact_on) == (book["王磊"].account_id, TODAY)
    note = Interaction.objects.get(customer=row)
    assert (note.way, note.next_due_on) == ("电话", TODAY + timedelta(days=3))
    assert Contact.objects.get(customer=row).phone == "13900002222"


@pytest.mark.parametrize("missing", ["name", "contacts.name", "contacts.phone", "industry"])
def test_what_it_cannot_do_without(book: dict[str, Viewer], missing: str) -> None:
    answer = client_of(book["王磊"]).post("/quick/", NEW | {missing: ""})
    assert answer.status_code == 422
    assert "来问打印机" in said(answer)
    assert Customer.objects.count() == 3


@pytest.mark.parametrize("address", ["/quick/", "/entries/customers/new/"])
def test_a_kept_customer_is_said_before_saving(book: dict[str, Viewer], address: str) -> None:
    client = client_of(book["王磊"])
    same = NEW | {"contacts.phone": "13800001111"}
    answer = client.post(address, same)
    assert answer.status_code == 409
    assert f"/customers/{id_of('K1')}/" in said(answer)
    assert "来问打印机" in said(answer)
    assert Customer.objects.count() == 3
    foreign = client.post(address, NEW | {"name": "丙江食品有限公司"})
    assert "已有（名称相同），归属 周小雨 销售二部" in said(foreign)
    assert "K3" not in said(foreign)
    client.post(address, same | {"anyway": "1"})
    assert Customer.objects.filter(name="新程数控有限公司").exists()


def test_who_meets_anothers_customer_may_ask_for_it(book: dict[str, Viewer]) -> None:
    wang, zhou = client_of(book["王磊"]), client_of(book["周小雨"])
    told = wang.get("/entries/already/?name=丙江食品")
    token = said(told).split('"met": "')[1].split('"')[0]
    assert "丙江" not in said(told)
    assert wang.get(f"/customers/{id_of('K3')}/").status_code == 404
    asked = wang.post("/asks/new/", {"met": token, "kind": "together"}, headers=PANEL)
    assert "已向 周小雨 申请协作" in said(asked)
    assert zhou.post("/asks/new/", {"met": token, "kind": "together"}).status_code == 400
    ask = Ask.objects.get().pk
    assert wang.get(f"/asks/{ask}/").status_code == 404
    assert "王磊（销售一部）申请协作" in said(zhou.get(f"/asks/{ask}/"))
    zhou.post(f"/asks/{ask}/answer/", {"answer": "yes"})
    page = wang.get(f"/customers/{id_of('K3')}/")
    assert "丙江食品" in said(page)
    assert f"/customers/{id_of('K3')}/" in notices_for(book["王磊"])[0].link
    wang.post(f"/customers/{id_of('K3')}/", {"summary": "一起去看厂", "way": "电话",
                                             "happened_on": f"{TODAY}"})  # fmt: skip
    assert Interaction.objects.filter(summary="一起去看厂").exists()
    shown = said(zhou.get(f"/customers/{id_of('K3')}/"))
    assert "协作人" in shown
    end = shown.split("/collaborators/")[1].split("/")[0]
    zhou.post(f"/collaborators/{end}/end/", {"customer": id_of("K3")})
    assert wang.get(f"/customers/{id_of('K3')}/").status_code == 404


def test_saving_tells_no_more_of_others_than_typing(
    book: dict[str, Viewer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(already, "A_DAY", 0)
    answer = client_of(book["王磊"]).post("/quick/", NEW | {"name": "丙江食品有限公司"})
    assert answer.status_code == 302  # past the day's measure it is simply kept, for 整理 to find
    assert "归属" not in said(
        client_of(book["王磊"]).get("/entries/already/?name=丙江食品有限公司")
    )
