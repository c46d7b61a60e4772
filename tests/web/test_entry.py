"""Writing by hand: every form with what it keeps and what it asks for again, and the same API."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from records.conftest import make_people
from web.small_book import client_of, id_of, open_book, said

from zhike.records.account.models import Account, Role
from zhike.records.contact.models import Contact
from zhike.records.customer.models import Customer
from zhike.records.entry.lookups import kept_for
from zhike.records.intake.nouns import NOUNS
from zhike.records.interaction.models import Interaction
from zhike.records.order.models import Order
from zhike.records.product.models import Product
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
PANEL = {"HX-Request": "true", "HX-Target": "panel"}
NEW = {
    "name": "新程数控有限公司", "customer_type": "潜在", "industry": "机械", "city": "苏州",
    "contacts.name": "顾明", "contacts.phone": "139 0000 2222",
    "interactions.summary": "来问打印机", "interactions.way": "电话",
    "interactions.next_step": "3日内给方案",
}  # fmt: skip
# Every other form: what is typed, the column it lands in, its value, and one box left wrong.
FORMS: dict[str, tuple[dict[str, str], str, Any, tuple[str, str, str]]] = {
    "interactions": (
        {"summary": "要样册", "way": "微信", "feedback": "积极", "happened_on": f"{TODAY}"},
        "summary", "要样册", ("summary", "", "请填写说了什么"),
    ),
    "cases": (
        {"case_kind": "投诉", "topic": "物流时效", "severity": "重大", "detail": "晚三天",
         "opened_at": "2024-06-30T14:03", "state": "待处理"},
        "opened_at", "2024-06-30 14:03", ("opened_at", "2999-01-01T10:00", "不能在今天以后"),
    ),
    "quotes": (
        {"product": "打印机", "amount_fen": "1.2万", "discount": "8", "quoted_on": "2024-06-30"},
        "discount", 0.08, ("amount_fen", "很多钱", "不是准确的数"),
    ),
    "contracts": (
        {"contract_kind": "维保", "amount_fen": "12000", "signed_on": "2024-06-30",
         "ends_on": "2025-06-29"},
        "ends_on", date(2025, 6, 29), ("ends_on", "2023-06-29", "早于生效日期"),
    ),
    "payments": (
        {"amount_fen": "3,000.50", "paid_on": "2024-06-30", "method": "转账"},
        "amount_fen", 300_050, ("paid_on", "", "还没到账就填应付日期"),
    ),
    "demands": (
        {"need": "多终端同步", "raised_on": "2024-06-30", "budget_fen": "5万"},
        "budget_fen", 5_000_000, ("need", "", "请填写需求内容"),
    ),
    "competitor_contacts": (
        {"competitor": "码易", "quote_fen": "980", "happened_on": "2024-06-30"},
        "quote_fen", 98_000, ("competitor", "", "请填写竞争对手"),
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def held(held_db: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Viewer]:
    """Return the people of a book with K1 and K2 of 王磊 and K3 of 周小雨."""
    people = make_people()
    open_book(people["管理员"], tmp_path_factory.mktemp("book"))
    return people


def address(noun: str) -> str:
    """Return where a form lives."""
    return f"/entries/{noun.replace('_', '-')}/new/"


def last(noun: str) -> Any:
    """Return the newest live row of a noun."""
    return NOUNS[noun].model._default_manager.filter(gone_at__isnull=True).latest("id")


def count(noun: str) -> int:
    """Return how many live rows of a noun there are."""
    return NOUNS[noun].model._default_manager.filter(gone_at__isnull=True).count()


def undo_of(answer: Any) -> str:
    """Return the undo address an answer carries: in the panel's event, or with the message."""
    if "HX-Trigger" in answer:
        undo: str = json.loads(answer["HX-Trigger"])["zhike:kept"]["undo"]
        return undo
    return [str(message.extra_tags) for message in answer.context["messages"]][-1]


def order(*lines: tuple[str, ...], **others: str) -> dict[str, Any]:
    """Return what the form of an order sends: (product, quantity, price, discount, amount)."""
    names = ("product", "quantity", "price", "discount", "amount")
    cells = {name: [line[at] for line in lines] for at, name in enumerate(names)}
    blank = {"line": [""] * len(lines), "category": [""] * len(lines)}
    return blank | cells | {"ordered_on": "2024-06-30", "state": "已付款"} | others


def test_a_customer_with_its_first_follow_up(book: dict[str, Viewer]) -> None:
    client = client_of(book["王磊"])
    answer = client.post(address("customers"), NEW, follow=True)
    row = last("customers")
    assert answer.redirect_chain == [(f"/customers/{row.pk}/", 302)]
    assert "连同第一次跟进" in said(answer)
    assert (row.owner_id, row.city) == (book["王磊"].account_id, "苏州市")
    assert Contact.objects.get(customer=row).phone == "13900002222"
    note = Interaction.objects.get(customer=row)
    assert (note.happened_on, note.next_due_on) == (TODAY, TODAY + timedelta(days=3))
    page = said(client.get(f"/customers/{row.pk}/"))
    assert f"来自 手工录入 王磊 {TODAY}" in page
    assert "原值 <code>苏州</code>" in page  # the city was kept as 苏州市
    client.post(undo_of(answer))
    assert not Customer.objects.filter(pk=row.pk, gone_at__isnull=True).exists()


@pytest.mark.parametrize(
    ("box", "typed", "wrong"),
    [
        ("name", " ", "请填写客户名称"),
        ("industry", "", "请填写所属行业"),
        ("contacts.name", "", "请填写联系人"),
        ("contacts.phone", "", "请填写联系电话"),
        ("contacts.phone", "139000022", "手机号应为 11 位"),
        ("potential", "9", "不在 1 到 5 之间"),
        ("external_id", "K1", "编号 K1 已经用"),
    ],
)
def test_a_customer_is_asked_for_again(
    book: dict[str, Viewer], box: str, typed: str, wrong: str
) -> None:
    answer = client_of(book["王磊"]).post(address("customers"), NEW | {box: typed})
    assert answer.status_code in (409, 422)
    page = said(answer)
    assert wrong in page
    assert "来问打印机" in page  # what was typed is still there
    assert count("customers") == 3


@pytest.mark.parametrize("box", ["contacts.name", "contacts.phone"])
def test_a_name_and_a_number_in_one_box_are_kept_in_two(book: dict[str, Viewer], box: str) -> None:
    empty = {"contacts.name": "", "contacts.phone": ""}
    typed = NEW | empty | {box: "顾明 139 0000 2222"}
    client_of(book["王磊"]).post(address("customers"), typed, headers=PANEL)
    contact = Contact.objects.get(customer=last("customers"))
    assert (contact.name, contact.phone) == ("顾明", "13900002222")


def test_words_beside_a_number_are_no_name(book: dict[str, Viewer]) -> None:
    typed = NEW | {"contacts.name": "", "contacts.phone": "前台 139 0000 2222"}
    answer = client_of(book["王磊"]).post(address("customers"), typed, headers=PANEL)
    assert "请填写联系人" in said(answer)


def test_only_who_hands_customers_out_names_the_owner(book: dict[str, Viewer]) -> None:
    assert 'name="owner"' not in said(client_of(book["王磊"]).get(address("customers")))
    manager = client_of(book["李敏"])
    assert 'name="owner"' in said(manager.get(address("customers")))
    manager.post(address("customers"), NEW | {"owner": "王磊"})
    assert last("customers").owner_id == book["王磊"].account_id


def test_an_own_field_of_the_playbook_is_in_the_form(book: dict[str, Viewer]) -> None:
    client = client_of(book["王磊"])
    assert 'name="续约次数"' in said(client.get(address("customers")))
    client.post(address("customers"), NEW | {"续约次数": "4"})
    assert last("customers").own == {"续约次数": 4}


@pytest.mark.parametrize("noun", FORMS)
def test_a_record_is_kept_from_the_panel_and_taken_back(book: dict[str, Viewer], noun: str) -> None:
    client, mine = client_of(book["王磊"]), id_of("K1")
    typed, column, value, _ = FORMS[noun]
    shown = client.get(f"{address(noun)}?customer={mine}", headers=PANEL)
    assert "<html" not in said(shown)
    assert "甲州精密机械有限公司" in said(shown)
    before = count(noun)
    answer = client.post(address(noun), typed | {"customer": mine}, headers=PANEL)
    assert answer.status_code == 204, said(answer)
    assert "甲州精密" in json.loads(answer["HX-Trigger"])["zhike:kept"]["text"]
    row = last(noun)
    assert (row.customer_id, getattr(row, column)) == (mine, value)
    assert f"/{noun.replace('_', '-')}/{row.pk}/" in said(client.get(f"/customers/{mine}/"))
    client.post(undo_of(answer))
    assert count(noun) == before


@pytest.mark.parametrize("noun", FORMS)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    book: dict[str, Viewer], noun: str
) -> None:
    typed, _, _, (box, text, wrong) = FORMS[noun]
    before = count(noun)
    told = typed | {"customer": id_of("K1"), box: text}
    answer = client_of(book["王磊"]).post(address(noun), told, headers=PANEL)
    assert answer.status_code == 422
    assert wrong in said(answer)
    kept = next(value for name, value in typed.items() if name not in (box, "happened_on"))
    assert kept in said(answer)
    assert count(noun) == before


@pytest.mark.parametrize("noun", [*FORMS, "orders"])
def test_nobody_writes_about_foreign_customers(book: dict[str, Viewer], noun: str) -> None:
    client, foreign = client_of(book["王磊"]), id_of("K3")
    typed = order(("打印机", "1", "9", "", "")) if noun == "orders" else FORMS[noun][0]
    before = count(noun)
    for told in ({"customer": foreign}, {"customer_text": "丙江食品"}, {"customer": "x"}, {}):
        answer = client.post(address(noun), typed | told)
        assert answer.status_code == 422
        assert "孙女士" not in said(answer)
    assert count(noun) == before
    theirs = client_of(book["周小雨"])
    theirs.post(address(noun), typed | {"customer": foreign})
    row, slug = last(noun), noun.replace("_", "-")
    assert row.customer_id == foreign
    for way in ("", "remove/"):
        assert client.post(f"/entries/{slug}/{row.pk}/{way}", typed).status_code == 404
    assert client.get(f"/entries/{slug}/{row.pk}/").status_code == 404


def test_a_customer_is_meant_by_a_name_or_asked_about(book: dict[str, Viewer]) -> None:
    client, typed = client_of(book["管理员"]), FORMS["cases"][0]
    client.post(address("cases"), typed | {"customer_text": "甲州"})
    assert last("cases").customer_id == id_of("K1")
    several = client.post(address("cases"), typed | {"customer_text": "有限公司"})
    assert several.status_code == 422
    assert "3 家都对得上" in said(several)
    assert f'name="customer" value="{id_of("K2")}"' in said(several)


def test_an_order_adds_itself_up(book: dict[str, Viewer]) -> None:
    Product.objects.create(
        name="打印机", category="设备", price_fen=128_000, cost_fen=90_000, identity="产品:1",
        rev=1, created_at=timezone.now(),
    )  # fmt: skip
    client, mine = client_of(book["王磊"]), id_of("K2")
    told = order(("打印机", "2", "1280", "8", ""), ("碳带", "10", "", "", "55.5"), ("",) * 5)
    answer = client.post(address("orders"), told | {"customer": mine}, follow=True)
    row = last("orders")
    # 2 × 1280 × 0.92 = 2355.20; with 55.50 beside it 2410.70
    assert (row.customer_id, row.amount_fen) == (mine, 241_070)
    lines = list(row.lines.order_by("id").values_list("product", "category", "amount_fen",
                                                      "cost_fen", "discount"))  # fmt: skip
    assert lines == [("打印机", "设备", 235_520, 180_000, 0.08), ("碳带", "", 5_550, None, None)]
    assert row.cost_fen is None  # what the ribbon costs is not known
    assert "2,410.70 元，2 行；客户类型改为成交" in said(answer)
    client.post(undo_of(answer))
    assert Customer.objects.get(pk=mine).customer_type == "潜在"


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        ([("",) * 5], "请至少写一行"),
        ([("打印机", "2", "", "", "")], "请填数量和单价，或直接写金额"),
        ([("", "2", "9", "", "")], "请写产品"),
        ([("打印机", "两台半多", "9", "", "18")], "看不懂"),
    ],
)
def test_an_order_is_asked_for_again(
    book: dict[str, Viewer], lines: list[tuple[str, ...]], wrong: str
) -> None:
    before = count("orders")
    told = order(*lines) | {"customer": id_of("K1")}
    answer = client_of(book["王磊"]).post(address("orders"), told)
    assert answer.status_code == 422
    assert wrong in said(answer)
    assert count("orders") == before


def test_without_script_lines_are_added_by_the_server(book: dict[str, Viewer]) -> None:
    told = order(("打印机", "2", "9", "", "")) | {"customer": id_of("K1"), "more_lines": "1"}
    before = count("orders")
    answer = client_of(book["王磊"]).post(address("orders"), told)
    assert said(answer).count('name="product"') == 3
    assert "打印机" in said(answer)
    assert count("orders") == before


def test_a_changed_record_shows_its_line_and_goes_back(book: dict[str, Viewer]) -> None:
    client, mine = client_of(book["王磊"]), id_of("K1")
    client.post(address("quotes"), FORMS["quotes"][0] | {"customer": mine})
    row = last("quotes")
    here = f"/entries/quotes/{row.pk}/"
    page = said(client.get(here, headers=PANEL))
    assert 'value="12000"' in page
    assert 'value="8"' in page
    told = FORMS["quotes"][0] | {"amount_fen": "13000", "outcome": "接受", "rev": row.rev}
    answer = client.post(here, told, headers=PANEL)
    assert last("quotes").amount_fen == 1_300_000
    timeline = said(client.get(f"/customers/{mine}/"))
    assert "修改报价" in timeline
    assert "报价金额：1.2万元 → 1.3万元" in timeline
    late = client.post(here, told | {"amount_fen": "14000"})
    assert late.status_code == 409
    assert "刚被别人改过" in said(late)
    assert 'value="14000"' in said(late)
    client.post(undo_of(answer))
    assert last("quotes").amount_fen == 1_200_000


def test_a_changed_order_keeps_its_lines(book: dict[str, Viewer]) -> None:
    client, viewer = client_of(book["王磊"]), book["王磊"]
    told = order(("打印机", "2", "100", "", ""), ("碳带", "1", "50", "", ""))
    client.post(address("orders"), told | {"customer": id_of("K1")})
    kept = kept_for(viewer, "orders", last("orders").pk)
    here, (first, second) = f"/entries/orders/{kept.id}/", [one["id"] for one in kept.lines]
    assert 'value="100"' in said(client.get(here))
    lines = order(("打印机", "3", "100", "", ""), ("标签", "1", "20", "", ""))
    answer = client.post(here, lines | {"line": [first, ""], "rev": kept.rev}, headers=PANEL)
    now = kept_for(viewer, "orders", kept.id)
    assert [(one["product"], one["amount_fen"]) for one in now.lines] == [
        ("打印机", 30_000), ("标签", 2_000),
    ]  # fmt: skip
    client.post(undo_of(answer))
    again = kept_for(viewer, "orders", kept.id)
    assert [one["id"] for one in again.lines] == [first, second]
    assert again.values["amount_fen"] == 25_000


def test_taking_out_says_so_and_is_undone(book: dict[str, Viewer]) -> None:
    client, mine = client_of(book["王磊"]), id_of("K1")
    client.post(address("cases"), FORMS["cases"][0] | {"customer": mine})
    row = last("cases")
    answer = client.post(f"/entries/cases/{row.pk}/remove/", follow=True)
    assert "已删除这条问题" in said(answer)
    assert count("cases") == 0
    client.post(undo_of(answer))
    assert last("cases").pk == row.pk


def test_imported_rows_are_changed_but_not_taken_out(book: dict[str, Viewer]) -> None:
    client, mine = client_of(book["王磊"]), id_of("K1")
    row = Interaction.objects.get(customer_id=mine)
    page = said(client.get(f"/customers/{mine}/"))
    assert f"/entries/interactions/{row.pk}/" in page
    assert f"/entries/interactions/{row.pk}/remove/" not in page
    assert "是导入的" in said(client.post(f"/entries/interactions/{row.pk}/remove/"))


def service(book: dict[str, Viewer]) -> Client:
    """Return the browser of somebody who may only note."""
    role = Role.objects.create(name="只记录", scope="all", rights=["note"])
    Account.objects.filter(pk=book["李敏"].account_id).update(role=role)
    return client_of(book["李敏"])


def test_customer_service_finds_its_two_forms_only(book: dict[str, Viewer]) -> None:
    client = service(book)
    page = said(client.get("/"))
    assert address("cases") in page
    assert address("interactions") in page
    assert address("orders") not in page
    assert client.get(address("orders")).status_code == 403
    told = FORMS["cases"][0] | {"customer": id_of("K3")}
    assert client.post(address("cases"), told, headers=PANEL).status_code == 204


@pytest.mark.parametrize(
    ("typed", "noun"),
    [("tousu", "cases"), ("登记问题", "cases"), ("dd", "orders"), ("ht", "contracts")],
)
def test_the_finder_opens_every_form(book: dict[str, Viewer], typed: str, noun: str) -> None:
    assert address(noun) in said(client_of(book["王磊"]).get(f"/finder/?q={typed}"))
    allowed = noun == "cases"
    assert (address(noun) in said(service(book).get(f"/finder/?q={typed}"))) is allowed


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("next_step=3日内给方案&happened_on=2024-06-03", "06-06 周四"),
        ("interactions.next_step=下周三&happened_on=2024-06-03", "06-12 周三"),
        ("next_step=再说吧", "没认出日子"),
        ("next_step=", ""),
    ],
)
def test_the_due_day_is_told_at_once(book: dict[str, Viewer], asked: str, shown: str) -> None:
    page = said(client_of(book["王磊"]).get(f"/entries/due/?{asked}"))
    assert shown in page
    assert bool(shown) == bool(page.strip())


def test_a_kept_customer_is_told_with_a_link_or_only_whose_it_is(book: dict[str, Viewer]) -> None:
    client = client_of(book["王磊"])
    mine = said(client.get("/entries/already/?name=甲州精密机械有限公司"))
    assert f"/customers/{id_of('K1')}/" in mine
    theirs = said(client.get("/entries/already/?contacts.phone=138 0000 3333"))
    assert "已有（电话相同），归属 周小雨 销售二部" in theirs
    assert "丙江" not in theirs
    assert "K3" not in theirs
    assert said(client.get("/entries/already/?name=无名氏")).strip() == ""


def test_customers_and_products_are_picked_by_initials(book: dict[str, Viewer]) -> None:
    client = client_of(book["王磊"])
    assert f'data-value="{id_of("K1")}"' in said(client.get("/entries/customers/found/?q=jzjm"))
    assert "丙江" not in said(client.get("/entries/customers/found/?q=bj"))
    told = order(("工业打印机", "2", "640", "", "")) | {"customer": id_of("K1")}
    client.post(address("orders"), told)
    found = said(client.get("/entries/products/found/?q=gydy"))
    assert 'data-price="640"' in found  # no products are kept: the price it was last sold at
    others = said(client_of(book["周小雨"]).get("/entries/products/found/?q=gydy"))
    assert "工业打印机" not in others


def post(client: Client, noun: str, **body: Any) -> Any:
    """Post JSON to the API."""
    return client.post(f"/api/v1/{noun}", json.dumps(body), content_type="application/json")


def test_the_api_keeps_what_the_forms_keep(book: dict[str, Viewer]) -> None:
    client = client_of(book["王磊"])
    made = post(client, "customers", **(NEW | {"续约次数": 4}))
    assert made.status_code == 201, made.json()
    assert Customer.objects.get(pk=made.json()["id"]).own == {"续约次数": 4}
    lines = [{"product": "打印机", "quantity": 2, "price": 1280, "discount": 0.08},
             {"product": "碳带", "amount": 55.5}]  # fmt: skip
    sold = post(client, "orders", customer="K1", ordered_on="2024-06-30", lines=lines)
    assert sold.status_code == 201, sold.json()
    assert Order.objects.get(pk=sold.json()["id"]).amount_fen == 241_070
    case = post(client, "cases", customer=id_of("K1"), 问题主题="物流时效", severity="重大")
    assert case.status_code == 201, case.json()
    assert (last("cases").topic, last("cases").case_kind) == ("物流时效", "投诉")
    quote = post(client, "quotes", customer="K1", product="打印机", amount_fen=1200, discount=0.15)
    assert (quote.status_code, last("quotes").discount) == (201, 0.15)


def test_the_api_says_what_is_wrong(book: dict[str, Viewer]) -> None:
    client = client_of(book["王磊"])
    wrong = post(client, "cases", customer="K1", severity="重大", satisfaction=9)
    assert wrong.status_code == 422
    assert wrong.json()["fields"]["topic"] == "请填写主题"
    assert "不在 1 到 5 之间" in wrong.json()["fields"]["satisfaction"]
    assert post(client, "cases", customer="K3", topic="其他").status_code == 404
    assert "请用 customer" in post(client, "cases", topic="其他").json()["error"]
    assert (
        "不认识的栏目：colour" in post(client, "cases", customer="K1", colour="x").json()["error"]
    )
    line = post(client, "orders", customer="K1", lines=[{"product": "碳带"}])
    assert line.status_code == 422
    assert post(service(book), "orders", customer="K1", lines=[]).status_code == 403
    assert [count(noun) for noun in ("cases", "orders")] == [0, 0]
