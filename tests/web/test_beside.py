"""People, products, activities and files beside a customer's records, as pages handle them."""

import io

import openpyxl
import pytest
import vobject
from django.core.files.uploadedfile import SimpleUploadedFile
from records.conftest import make_people
from web.small_book import client_of, id_of, open_book, said
from web.test_entry import undo_of

from zhike.records.activity.models import Activity
from zhike.records.contact.models import Contact
from zhike.records.event.models import Event
from zhike.records.history.models import HistoryLine
from zhike.records.product.models import Product
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
PANEL = {"HX-Request": "true", "HX-Target": "panel"}
PDF = b"%PDF-1.7\n..."


@pytest.fixture(scope="module")
def held(held_db: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Viewer]:
    """Return the people of a book with K1 and K2 of 王磊 and K3 of 周小雨."""
    people = make_people()
    open_book(people["管理员"], tmp_path_factory.mktemp("book"))
    return people


def person(number: str) -> Contact:
    """Return the first person of a customer."""
    return Contact.objects.filter(customer_id=id_of(number), gone_at=None).earliest("id")


def test_a_person_is_added_corrected_masked_and_taken_out(book: dict[str, Viewer]) -> None:
    client, customer = client_of(book["王磊"]), id_of("K1")
    told = {
        "customer": customer,
        "name": "顾明",
        "phone": "139 0000 2222",
        "decision_role": "决策者",
    }
    client.post("/entries/contacts/new/", told)
    page = said(client.get(f"/customers/{customer}/"))
    assert "139****2222" in page
    assert "13900002222" not in page
    row = Contact.objects.get(name="顾明")
    form = said(client.get(f"/entries/contacts/{row.pk}/", headers=PANEL))
    assert 'value="139****2222"' in form
    assert "13900002222" not in form
    seen = {"name": "顾*", "phone": "139****2222", "title": "厂长", "rev": row.rev}
    client.post(f"/entries/contacts/{row.pk}/", seen)
    row.refresh_from_db()
    assert (row.name, row.phone, row.title) == (
        "顾明",
        "13900002222",
        "厂长",
    )  # masks change nothing
    half = client.post(f"/entries/contacts/{row.pk}/", seen | {"phone": "139****3333"})
    assert "带 * 的是打码的样子" in said(half)
    imported = person("K1")
    gone = client.post(f"/entries/contacts/{imported.pk}/remove/", follow=True)
    assert person("K1").pk == row.pk  # who came by an import may leave too
    client.post(undo_of(gone))
    assert person("K1").pk == imported.pk
    assert "顾明" not in said(client.get(f"/customers/{customer}/?kind=变更"))


def test_products_are_the_houses(book: dict[str, Viewer]) -> None:
    client = client_of(book["王磊"])
    assert "还没有产品" in said(client.get("/products/"))
    answer = client.post(
        "/entries/products/new/", {"name": "打印机", "category": "设备", "price_fen": "1280"}
    )
    row = Product.objects.get()
    assert answer.headers["Location"] == f"/products/#product-{row.pk}"
    assert "打印机" in said(client_of(book["周小雨"]).get("/products/?q=dyj"))
    assert client.post("/entries/products/new/", {"name": "x"}).status_code == 422
    client.post(f"/entries/products/{row.pk}/remove/")
    assert "还没有产品" in said(client.get("/products/"))


def test_an_industry_is_picked_by_name_code_or_initials(book: dict[str, Viewer]) -> None:
    client = client_of(book["王磊"])
    assert 'data-picks="/entries/industries/found/"' in said(client.get("/entries/customers/new/"))
    for typed in ("汽车零部件", "C367", "qclbj"):
        assert "C367 汽车零部件及配件制造" in said(
            client.get("/entries/industries/found/", {"q": typed})
        )
    below = said(client.get("/entries/industries/found/", {"q": "C36 汽车制造业"}))
    assert "C361 汽车整车制造" in below
    assert "没有叫“甲乙阿巴”的行业" in said(
        client.get("/entries/industries/found/", {"q": "甲乙阿巴"})
    )


def test_an_activity_with_a_pasted_list_a_file_and_ticks(book: dict[str, Viewer]) -> None:
    client = client_of(book["管理员"])
    client.post("/entries/activities/new/",
                {"name": "苏州展", "held_on": "2024-06-20", "cost_fen": "9000"})  # fmt: skip
    here = f"/activities/{Activity.objects.get().pk}/"
    pasted = client.post(f"{here}came/", {"cells": "K1\n谁也不认识"})
    assert "谁也不认识" in said(pasted)
    out = io.BytesIO()
    workbook = openpyxl.Workbook()
    for row in (("公司名称", "电话"), ("乙城物流有限公司", ""), ("", "138 0000 3333")):
        workbook.active.append(row)  # type: ignore[union-attr]
    workbook.save(out)
    answer = client.post(f"{here}came/", {"file": SimpleUploadedFile("签到.xlsx", out.getvalue())},
                         follow=True)  # fmt: skip
    assert "已登记 2 家" in said(answer)
    page = said(client.get(here))
    assert "3,000" in page  # 9,000 among three
    assert Event.objects.filter(detail="苏州展", gone_at=None).count() == 3
    client.post(undo_of(answer))
    assert Event.objects.filter(detail="苏州展", gone_at=None).count() == 1
    ticked = {"id": [id_of("K1"), id_of("K3")], "activity": here.split("/")[2]}
    client.post("/activities/came/", ticked)
    assert Event.objects.filter(detail="苏州展", gone_at=None).count() == 2
    mine = said(client_of(book["周小雨"]).get(here))
    assert "丙江" in mine
    assert "甲州" not in mine
    assert "看得到全部客户的人才能算" in mine


def test_a_file_is_handed_out_and_never_shown(book: dict[str, Viewer]) -> None:
    client, customer = client_of(book["王磊"]), id_of("K1")
    here = f"/attachments/customers/{customer}/"
    kept = client.post(here, {"file": SimpleUploadedFile("合同 扫描.pdf", PDF)}, follow=True)
    page = said(client.get(f"/customers/{customer}/"))
    assert "合同 扫描.pdf" in page
    assert 'capture="environment"' in page
    way = page.split('href="/attachments/')[1].split("/")[0]
    answer = client.get(f"/attachments/{way}/")
    assert b"".join(answer.streaming_content) == PDF  # type: ignore[attr-defined]
    headers = answer.headers
    assert headers["Content-Disposition"].startswith("attachment;")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; sandbox")
    assert client_of(book["周小雨"]).get(f"/attachments/{way}/").status_code == 404
    wrong = client.post(here, {"file": SimpleUploadedFile("坏.pdf", b"MZ")})
    assert "内容不是 pdf" in said(wrong)
    assert client.post("/attachments/orders/1/", {}).status_code == 404
    client.post(undo_of(kept))
    assert client.get(f"/attachments/{way}/").status_code == 404


def test_cards_leave_in_full_with_a_line_or_masked(book: dict[str, Viewer]) -> None:
    wang, contact = client_of(book["王磊"]), person("K1")
    card = vobject.readOne(wang.post(f"/contacts/{contact.pk}/card.vcf").content.decode())
    assert (card.fn.value, card.tel.value) == ("赵经理", "13800001111")
    assert card.org.value == ["甲州精密机械有限公司"]
    assert "<svg" in said(wang.post(f"/contacts/{contact.pk}/code/"))
    lines = HistoryLine.objects.filter(action="查看完整电话", by_id=book["王磊"].account_id)
    assert {line.why for line in lines} == {"存名片", "名片二维码"}
    assert wang.post(f"/contacts/{person('K3').pk}/card.vcf").status_code == 404
    assert wang.post("/customers/cards.vcf", {"id": [id_of("K1")]}).status_code == 403
    many = client_of(book["李敏"]).post("/customers/cards.vcf", {"id": [id_of("K1"), id_of("K2")]})
    assert len(list(vobject.readComponents(many.content.decode()))) == 2
