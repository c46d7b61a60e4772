"""Records entered by hand: one transaction, one line, and every step can be taken back."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from records.conftest import AT
from records.proposals import part, proposal
from records.test_batch import People, take_in

from zhike.playbook.load import load_builtin
from zhike.records.contact.models import Contact
from zhike.records.customer.changes import ChangedMeanwhile
from zhike.records.customer.models import Customer
from zhike.records.customer.scope import MayNot, NotYours
from zhike.records.entry.already import already_kept
from zhike.records.entry.amend import put_back, revise
from zhike.records.entry.bury import remove, restore, take_back
from zhike.records.entry.changes import AlreadyThere, Entered, enter
from zhike.records.entry.lookups import kept_for
from zhike.records.history.models import HistoryLine
from zhike.records.home import Home
from zhike.records.intake.nouns import NOUNS
from zhike.records.interaction.models import Interaction
from zhike.records.listing.lookups import find
from zhike.records.order.models import Order, OrderLine
from zhike.records.revision.lookups import current_token
from zhike.runs.entry import Entry, propose_entry
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
BOOK = load_builtin("default")
NEW = {
    "customers.name": "新程数控有限公司", "customers.customer_type": "潜在",
    "customers.industry": "机械", "customers.city": "苏州", "customers.续约次数": "2",
    "contacts.name": "顾明", "contacts.phone": "139 0000 2222",
    "interactions.happened_on": "2024-06-28", "interactions.summary": "来问打印机",
    "interactions.next_step": "3日内给方案",
}  # fmt: skip
LINES = [
    {"orders.ordered_on": "2024-06-30", "orders.state": "已付款", "order_lines.product": "打印机",
     "order_lines.quantity": "2", "order_lines.amount_fen": "2560", "order_lines.discount": "8%"},
    {"orders.ordered_on": "2024-06-30", "orders.state": "已付款", "order_lines.product": "碳带",
     "order_lines.quantity": "10", "order_lines.amount_fen": "55.5", "order_lines.discount": ""},
]  # fmt: skip
# One row of every kind that is no order and no customer, and the column that has to hold it.
ROWS: dict[str, tuple[dict[str, str], str, Any]] = {
    "interactions": (
        {"happened_on": "2024-06-30", "way": "微信", "summary": "问交期",
         "next_step": "下周三回访"},
        "next_due_on", date(2024, 7, 3),
    ),
    "cases": (
        {"case_kind": "投诉", "topic": "物流时效", "severity": "较重", "detail": "晚三天",
         "opened_at": "2024-06-30 14:03"}, "opened_at", "2024-06-30 14:03",
    ),
    "quotes": (
        {"product": "打印机", "amount_fen": "1.2万", "discount": "8%", "quoted_on": "2024-06-30",
         "outcome": "待定"}, "discount", 0.08,
    ),
    "contracts": (
        {"contract_kind": "维保", "amount_fen": "12000", "signed_on": "2024-06-30",
         "ends_on": "2025-06-29"}, "amount_fen", 1_200_000,
    ),
    "payments": (
        {"amount_fen": "3,000.50", "paid_on": "2024-06-30", "method": "转账"},
        "amount_fen", 300_050,
    ),
    "demands": (
        {"need": "多终端同步", "raised_on": "2024-06-30", "budget_fen": "5万", "urgency": "紧急"},
        "budget_fen", 5_000_000,
    ),
    "competitor_contacts": (
        {"competitor": "码易", "quote_fen": "980", "happened_on": "2024-06-30"},
        "quote_fen", 98_000,
    ),
}  # fmt: skip


@pytest.fixture
def book(tmp_path: Path, people: People) -> dict[str, int]:
    """Return customer ids by name: one of 王磊 (意向), one of 周小雨 (成交)."""
    owners = {"甲公司": ("王磊", "意向"), "乙商贸": ("周小雨", "成交")}
    rows = [
        {"_identity": f"编号:{name}", "external_id": name, "name": name, "customer_type": kind,
         "owner_id": people[owner].account_id}
        for name, (owner, kind) in owners.items()
    ]  # fmt: skip
    phone = {
        "_identity": "联系人:甲",
        "_parent": "编号:甲公司",
        "name": "张三",
        "phone": "13800001111",
    }
    parts = part("customers", rows), part("contacts", [phone])
    take_in(Home(tmp_path).ensure(), people["管理员"], proposal(*parts))
    return dict(Customer.objects.values_list("name", "id"))


def typed(noun: str, **others: str) -> Entry:
    """Return what a row of a kind reads as, with other words in some of its boxes."""
    row = {f"{noun}.{name}": text for name, text in (ROWS[noun][0] | others).items()}
    return propose_entry(noun, [row], playbook=BOOK, owners={})


def order(lines: list[dict[str, str]]) -> Entry:
    """Return what the lines of an order read as."""
    return propose_entry("order_lines", lines, playbook=BOOK, owners={})


def entered(viewer: Viewer, noun: str, customer_id: int) -> Entered:
    """Enter the row of a kind for a customer."""
    return enter(viewer, typed(noun).proposal, customer_id=customer_id, at=AT)


def lines_of(customer_id: int) -> list[HistoryLine]:
    """Return the history of a customer, oldest first."""
    return list(HistoryLine.objects.filter(customer_id=customer_id).order_by("id"))


def test_a_customer_comes_with_contact_and_follow_up(people: People) -> None:
    wang = people["王磊"]
    read = propose_entry("customers", [NEW], playbook=BOOK, owners={})
    assert (read.wrong, read.doubts) == ((), ())
    assert read.raw["contacts.phone"] == "139 0000 2222"
    done = enter(wang, read.proposal, at=AT, raw=read.raw)
    row = Customer.objects.get(pk=done.id)
    assert (row.name, row.owner_id, row.province, row.own) == (
        "新程数控有限公司", wang.account_id, "江苏省", {"续约次数": 2},
    )  # fmt: skip
    assert row.number == "C202407001"
    assert row.last_follow_on == date(2024, 6, 28)
    assert Contact.objects.get(customer=row).phone == "13900002222"
    assert Interaction.objects.get(customer=row).next_due_on == date(2024, 7, 1)
    assert [hit["id"] for hit in find(wang, "xcsk")] == [row.pk]
    (line,) = lines_of(row.pk)
    assert (line.action, line.by_id, line.at) == ("录入客户", wang.account_id, AT)
    assert line.after["name"] == "新程数控有限公司"


def test_a_new_customer_is_taken_back_whole_but_not_under_newer_rows(people: People) -> None:
    wang = people["王磊"]
    read = propose_entry("customers", [NEW], playbook=BOOK, owners={})
    first = enter(wang, read.proposal, at=AT)
    take_back(wang, "customers", first.ids, at=AT)
    assert not Customer.objects.live().filter(pk=first.id).exists()
    assert not Contact.objects.live().filter(customer_id=first.id).exists()
    assert find(wang, "新程") == []
    second = enter(wang, read.proposal, at=AT)
    entered(wang, "cases", second.id)
    with pytest.raises(Refused, match="又有了新的记录"):
        take_back(wang, "customers", second.ids, at=AT)
    assert Customer.objects.live().filter(pk=second.id).exists()


def test_a_number_is_given_once(people: People, book: dict[str, int]) -> None:
    row = NEW | {"customers.external_id": "甲公司"}
    read = propose_entry("customers", [row], playbook=BOOK, owners={})
    with pytest.raises(AlreadyThere, match="编号 甲公司 已经用"):
        enter(people["管理员"], read.proposal, at=AT)
    assert not Customer.objects.filter(name=NEW["customers.name"]).exists()


@pytest.mark.parametrize("noun", ROWS)
def test_every_kind_is_entered_taken_out_and_put_back(
    people: People, book: dict[str, int], noun: str
) -> None:
    wang, before = people["王磊"], current_token()
    done = entered(wang, noun, book["甲公司"])
    row = NOUNS[noun].model._default_manager.get(pk=done.id)
    _, column, value = ROWS[noun]
    assert getattr(row, column) == value
    assert (row.customer_id, row.created_by_id, row.source, row.born_batch_id) == (
        book["甲公司"], wang.account_id, "", None,
    )  # fmt: skip
    assert row.rev > before
    assert row.identity.startswith("手工:")
    ids = remove(wang, noun, done.id, at=AT)
    with pytest.raises(NotYours):
        kept_for(wang, noun, done.id)
    restore(wang, noun, ids, at=AT)
    assert kept_for(wang, noun, done.id).values[column] == value
    take_back(wang, noun, done.ids, at=AT)
    with pytest.raises(NotYours):
        kept_for(wang, noun, done.id)
    assert len(lines_of(book["甲公司"])) == 4


@pytest.mark.parametrize("noun", ROWS)
def test_nobody_writes_on_foreign_customers(
    people: People, book: dict[str, int], noun: str
) -> None:
    with pytest.raises(NotYours):
        entered(people["王磊"], noun, book["乙商贸"])
    theirs = entered(people["周小雨"], noun, book["乙商贸"])
    for act in (
        lambda who: kept_for(who, noun, theirs.id),
        lambda who: remove(who, noun, theirs.id, at=AT),
        lambda who: take_back(who, noun, theirs.ids, at=AT),
        lambda who: revise(who, noun, theirs.id, typed(noun).proposal, seen_rev=10**9, at=AT),
    ):
        with pytest.raises(NotYours):
            act(people["王磊"])
    assert NOUNS[noun].model._default_manager.get(pk=theirs.id).gone_at is None


@pytest.mark.parametrize(
    ("may", "noun", "allowed"),
    [
        ("note", "cases", True),
        ("note", "interactions", True),
        ("note", "orders", False),
        ("see_full", "cases", False),
        ("edit", "quotes", True),
    ],
)
def test_customer_service_writes_cases_and_follow_ups_only(
    people: People, book: dict[str, int], may: str, noun: str, allowed: bool
) -> None:
    service = Viewer(people["王磊"].account_id, "何静", "客服主管", "all", may=frozenset({may}))
    read = order(LINES) if noun == "orders" else typed(noun)
    if allowed:
        assert enter(service, read.proposal, customer_id=book["乙商贸"], at=AT).id
    else:
        with pytest.raises(MayNot, match="您的角色不能录入"):
            enter(service, read.proposal, customer_id=book["乙商贸"], at=AT)


def test_an_order_keeps_its_lines_and_makes_a_deal(people: People, book: dict[str, int]) -> None:
    wang, mine = people["王磊"], book["甲公司"]
    done = enter(wang, order(LINES).proposal, customer_id=mine, at=AT)
    row = Order.objects.get(pk=done.id)
    assert row.amount_fen == 256_000 + 5_550
    assert list(row.lines.order_by("id").values_list("product", "quantity", "amount_fen")) == [
        ("打印机", 2.0, 256_000), ("碳带", 10.0, 5_550),
    ]  # fmt: skip
    assert [line.discount for line in row.lines.order_by("id")] == [0.08, None]
    assert done.type_raised
    assert Customer.objects.get(pk=mine).customer_type == "成交"
    assert [line.why for line in lines_of(mine) if line.action == "客户类型调整"] == [
        "S3-45 有了付款的订单"
    ]
    take_back(wang, "orders", done.ids, at=AT, type_raised=True)
    assert Customer.objects.get(pk=mine).customer_type == "意向"
    assert not OrderLine.objects.live().filter(order=row).exists()


def test_an_unpaid_order_is_no_deal_yet(people: People, book: dict[str, int]) -> None:
    lines = [line | {"orders.state": "未付款"} for line in LINES]
    done = enter(people["王磊"], order(lines).proposal, customer_id=book["甲公司"], at=AT)
    assert not done.type_raised
    assert Customer.objects.get(pk=book["甲公司"]).customer_type == "意向"


def test_the_lines_of_an_order_change_come_and_go(people: People, book: dict[str, int]) -> None:
    wang = people["王磊"]
    done = enter(wang, order(LINES).proposal, customer_id=book["甲公司"], at=AT)
    seen = kept_for(wang, "orders", done.id)
    first, second = (line["id"] for line in seen.lines)
    wanted = [
        LINES[0] | {"order_lines.amount_fen": "2000"},
        LINES[1] | {"order_lines.product": "标签"},
    ]
    undo = revise(
        wang, "orders", done.id, order(wanted).proposal, seen_rev=seen.rev, at=AT,
        lines=[first, None],
    )  # fmt: skip
    now = kept_for(wang, "orders", done.id)
    assert [(line["product"], line["amount_fen"]) for line in now.lines] == [
        ("打印机", 200_000), ("标签", 5_550),
    ]  # fmt: skip
    assert now.values["amount_fen"] == 205_550
    assert second not in [line["id"] for line in now.lines]
    assert HistoryLine.objects.get(action="修改订单").after["lines"] == "改 1 行 加 1 行 减 1 行"
    put_back(wang, "orders", done.id, undo, seen_rev=now.rev, at=AT)
    again = kept_for(wang, "orders", done.id)
    assert [line["id"] for line in again.lines] == [first, second]
    assert again.values["amount_fen"] == 261_550


def test_an_emptied_field_is_emptied_and_a_clash_refused(
    people: People, book: dict[str, int]
) -> None:
    wang = people["王磊"]
    done = entered(wang, "cases", book["甲公司"])
    seen = kept_for(wang, "cases", done.id)
    wanted = typed("cases", detail="", severity="重大", satisfaction="4").proposal
    undo = revise(wang, "cases", done.id, wanted, seen_rev=seen.rev, at=AT)
    now = kept_for(wang, "cases", done.id).values
    assert (now["detail"], now["severity"], now["satisfaction"]) == ("", "重大", 4)
    line = HistoryLine.objects.get(action="修改问题单")
    assert (line.before["severity"], line.after["severity"]) == ("较重", "重大")
    with pytest.raises(ChangedMeanwhile, match="刚被别人改过"):
        revise(wang, "cases", done.id, wanted, seen_rev=seen.rev, at=AT)
    rev = kept_for(wang, "cases", done.id).rev
    assert revise(wang, "cases", done.id, wanted, seen_rev=rev, at=AT) == {}
    put_back(wang, "cases", done.id, undo, seen_rev=rev, at=AT)
    assert kept_for(wang, "cases", done.id).values["detail"] == "晚三天"


def test_what_an_import_brought_is_changed_but_not_taken_out(
    people: People, book: dict[str, int], tmp_path: Path
) -> None:
    row = {"_identity": "订单号:O1", "_parent": "编号:甲公司", "external_id": "O1",
           "ordered_on": date(2024, 5, 1), "amount_fen": 100_00}  # fmt: skip
    take_in(Home(tmp_path).ensure(), people["管理员"], proposal(part("orders", [row])))
    kept = Order.objects.get(external_id="O1")
    with pytest.raises(Refused, match="是导入的"):
        remove(people["王磊"], "orders", kept.pk, at=AT)


@pytest.mark.parametrize(
    ("told", "same"),
    [
        ({"name": "甲公司"}, "名称"),
        ({"name": "甲　公司 "}, "名称"),
        ({"phone": "13800001111"}, "电话"),
        ({"name": "甲公司二部"}, None),
        ({}, None),
    ],
)
def test_a_customer_kept_already_is_told_to_its_owner(
    people: People, book: dict[str, int], told: dict[str, str], same: str | None
) -> None:
    mine = already_kept(people["王磊"], **told)
    assert [(one.same, one.id, one.name) for one in mine] == (
        [(same, book["甲公司"], "甲公司")] if same else []
    )
    foreign = already_kept(people["周小雨"], **told)
    assert [(one.same, one.id, one.name, one.number, one.owner, one.team) for one in foreign] == (
        [(same, None, "", "", "王磊", "销售一部")] if same else []
    )
