"""让客户自己更正: a link without login that shows one card, and a hand-in that waits."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from records.conftest import make_people
from web.small_book import client_of, id_of, open_book, said

from zhike.jobs.run import run_now
from zhike.records.card.models import CardLink
from zhike.records.contact.models import Contact
from zhike.records.customer.models import Customer
from zhike.records.handin.models import HandIn
from zhike.records.notice.lookups import notices_for
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
PANEL = {"HX-Request": "true", "HX-Target": "panel"}


@pytest.fixture(scope="module")
def held(held_db: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Viewer]:
    """Return the people of a book with K1 and K2 of 王磊 and K3 of 周小雨."""
    people = make_people()
    open_book(people["管理员"], tmp_path_factory.mktemp("book"))
    return people


def link(client: Client, customer: int, *fields: str, days: int = 7) -> str:
    """Make a link and return its path, shown this once."""
    asked = fields or ("customers.name", "customers.main_business", "contacts.name",
                       "contacts.phone")  # fmt: skip
    told = {"fields_asked": asked, "days": days}
    answer = client.post(f"/customers/{customer}/card/", told, headers=PANEL)
    found = re.search(r"/card/[\w-]+/", said(answer))
    assert found, said(answer)
    return found[0]


def stamp(page: Any) -> str:
    """Return the stamp a card carries."""
    return str(page.content.decode().split('name="stamp" value="')[1].split('"')[0])


def test_what_he_types_anew_waits_and_is_written_to_him(book: dict[str, Viewer]) -> None:
    wang, customer = book["王磊"], id_of("K1")
    address, guest = link(client_of(wang), customer), Client()
    page = guest.get(address)
    assert "甲州精密机械有限公司" in said(page)
    assert "138****1111" in said(page)
    assert not set(page.headers["Content-Security-Policy"].split()) & {"'unsafe-inline'"}
    assert "Set-Cookie" not in page.headers
    for hidden in ("13800001111", "K1", "要看样机", "王磊", "丙江", "/customers/"):
        assert hidden not in said(page), hidden
    told = {
        "customers-name": "甲州精密机械有限公司", "customers-main_business": "做轴承",
        "contacts-name": "赵立", "contacts-phone": "138****1111", "stamp": stamp(page),
    }  # fmt: skip
    assert "请勾选同意" in said(guest.post(address, told))
    thanks = guest.post(address, told | {"consent": "on"})
    assert "收到了，谢谢" in said(thanks)
    guest.post(address, told | {"consent": "on"})  # a second click
    waiting = HandIn.objects.get()
    assert waiting.values == {"customers.main_business": "做轴承", "contacts.name": "赵立"}
    assert "客户自己改的资料有 1 份待收" in notices_for(wang)[0].text
    assert Customer.objects.get(pk=customer).main_business == ""  # nothing is written yet
    run_now("take_hand_ins", wang, ids=[waiting.pk])
    assert Customer.objects.get(pk=customer).main_business == "做轴承"
    person = Contact.objects.get(customer_id=customer, gone_at=None)  # corrected, not doubled
    assert (person.name, person.phone) == ("赵立", "13800001111")


def test_a_new_phone_is_checked_and_replaces_the_old_one(book: dict[str, Viewer]) -> None:
    wang, customer = book["王磊"], id_of("K2")
    address, guest = link(client_of(wang), customer), Client()
    told = {"contacts-phone": "139000022", "consent": "on", "stamp": stamp(guest.get(address))}
    wrong = guest.post(address, told)
    assert wrong.status_code == 422
    assert "手机号应为 11 位" in said(wrong)
    guest.post(address, told | {"contacts-phone": "139 0000 7777"})
    run_now("take_hand_ins", wang, ids=[HandIn.objects.get().pk])
    assert [row.phone for row in Contact.objects.filter(customer_id=customer, gone_at=None)] == [
        "13900007777"
    ]


def test_a_link_ends_by_time_or_by_hand(book: dict[str, Viewer]) -> None:
    client, customer, guest = client_of(book["王磊"]), id_of("K1"), Client()
    old = link(client, customer)
    CardLink.objects.update(until=timezone.now() - timedelta(minutes=1))
    taken = link(client, customer)
    client.post(f"/cards/links/{CardLink.objects.latest('id').pk}/withdraw/")
    for address in (old, taken, "/card/nobody-knows-this/"):
        page = guest.get(address)
        assert page.status_code == 404
        assert "已经失效" in said(page)
        assert "甲州" not in said(page)
    told = said(client.get(f"/customers/{customer}/card/"))
    assert "已过期" in told
    assert "已撤回" in told
    assert "发出更正链接" in said(client.get(f"/customers/{customer}/"))


def test_only_whose_customer_it_is_makes_links_of_fields_that_may_be_asked(
    book: dict[str, Viewer],
) -> None:
    client, mine, foreign = client_of(book["王磊"]), id_of("K1"), id_of("K3")
    told = {"fields_asked": ["customers.name"], "days": 7}
    assert client.post(f"/customers/{foreign}/card/", told).status_code == 404
    assert client.get(f"/customers/{foreign}/card/").status_code == 404
    for field in ("customers.owner", "customers.potential", "interactions.summary"):
        wrong = client.post(f"/customers/{mine}/card/", told | {"fields_asked": [field]})
        assert wrong.status_code == 422
    assert client.post(f"/customers/{mine}/card/", told | {"days": 90}).status_code == 422
    assert not CardLink.objects.exists()
    address = link(client, mine, "customers.name")
    assert client_of(book["周小雨"]).post("/cards/links/1/withdraw/").status_code == 404
    assert "联系电话" not in said(Client().get(address))  # only what was chosen
