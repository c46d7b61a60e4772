"""Every kind of record: taken in, taken in again, changed, undone, broken off, told, limited."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from checksum import book_checksum
from records.conftest import AT, make_people
from records.kinds_book import KINDS, PLAYBOOK, Book

from zhike.records.batch.models import Batch
from zhike.records.case.models import Case
from zhike.records.customer.models import Customer
from zhike.records.home import Home
from zhike.records.intake.changes import roll_back_interrupted, undo_batch
from zhike.records.intake.nouns import NOUNS, OF_CUSTOMERS
from zhike.records.listing.behind import said_for
from zhike.records.portrait.page import page_for
from zhike.records.quote.models import Quote
from zhike.words.problem import Refused
from zhike.words.proposal import Proposal

Files = dict[str, Proposal]
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def held(held_db: None, tmp_path_factory: pytest.TempPathFactory) -> Book:
    """Return a book of the three customers of T3-1; the second is 王磊's."""
    return Book(make_people(), Home(tmp_path_factory.mktemp("home")).ensure())


@pytest.fixture(scope="module")
def files(held: Book) -> dict[str, Proposal]:
    """Return what the example of each kind would bring to that book."""
    return {kind: held.read(f"kinds/{kind}.csv") for kind in KINDS}


@pytest.fixture
def book(held: Book, db: None) -> Book:
    """Return the book for one test, which may write in it."""
    return held


@pytest.mark.parametrize("kind", KINDS)
def test_rows_go_in_once(book: Book, files: Files, kind: str) -> None:
    what = files[kind]
    book.accept(what)
    model = NOUNS[kind].model
    assert model._default_manager.count() == what.fates["new"] > 0
    again = book.read(f"kinds/{kind}.csv")
    assert again.is_empty
    assert again.fates["same"] == what.fates["new"]
    row = model._default_manager.order_by("id").first()
    assert row is not None
    assert row.place == f"{kind}.csv!2"


@pytest.mark.parametrize("kind", KINDS)
def test_an_undone_batch_leaves_the_book_as_it_was(book: Book, files: Files, kind: str) -> None:
    before = book_checksum()
    batch = book.accept(files[kind])
    assert book_checksum() != before
    assert undo_batch(batch, home=book.home, by=book.admin.account_id, at=AT) == []
    assert book_checksum() == before


@pytest.mark.parametrize("kind", KINDS)
def test_an_intake_broken_off_leaves_nothing(book: Book, files: Files, kind: str) -> None:
    before, seen = book_checksum(), NOUNS[kind].model._default_manager.count

    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        book.accept(files[kind], progress=stop)
    assert (seen(), book_checksum()) == (0, before)


@pytest.mark.parametrize("kind", KINDS)
def test_a_killed_intake_is_rolled_back_at_the_next_start(
    book: Book, files: Files, kind: str
) -> None:
    before, batch = book_checksum(), book.accept(files[kind])
    Batch.objects.filter(pk=batch).update(state="接收中")  # as a kill leaves it
    assert roll_back_interrupted(home=book.home) == [batch]
    assert book_checksum() == before


def test_a_changed_value_is_written_and_put_back(book: Book, tmp_path: Path) -> None:
    book.take_in("cases")
    before = book_checksum()
    later = tmp_path / "later.csv"
    later.write_text("问题单号,客户编号,受理时间,解决时间,处理状态\n"
                     "Q002,C2024002,2024-05-10,2024-05-11 10:00,已解决\n", "utf-8")  # fmt: skip
    what = book.read(str(later), kind="cases")
    assert what.fates["changed"] == 1
    batch = book.accept(what)
    case = Case.objects.get(external_id="Q002")
    assert (case.solved_at, case.state, case.answered_at) == (
        "2024-05-11 10:00", "已解决", "2024-05-10 15:20",
    )  # fmt: skip
    undo_batch(batch, home=book.home, by=book.admin.account_id, at=AT)
    assert book_checksum() == before


def test_customers_with_records_of_any_kind_stay_when_their_batch_is_undone(book: Book) -> None:
    book.take_in("demands")
    first = Batch.objects.order_by("id").first()
    assert first is not None
    left = undo_batch(first.pk, home=book.home, by=book.admin.account_id, at=AT)
    whose = {one["id"] for one in left if one["why"] == "后来有新的记录挂在它上面"}
    with_demands = Customer.objects.filter(external_id__in=["C2024001", "C2024003"])
    assert whose >= set(with_demands.values_list("id", flat=True))


def test_the_colleague_named_is_found(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "q.csv"
    path.write_text("客户编号,报价日期,金额,报价人\nC2024002,2024-05-01,1,王磊\n"
                    "C2024002,2024-05-02,1,某人\n", "utf-8")  # fmt: skip
    book.accept(book.read(str(path), kind="quotes"))
    assert list(Quote.objects.order_by("id").values_list("owner__name", "by_text")) == [
        ("王磊", "王磊"), (None, "某人"),
    ]  # fmt: skip


@pytest.mark.parametrize("noun", [noun.name for noun in OF_CUSTOMERS if noun.name in KINDS])
def test_anothers_rows_are_neither_shown_nor_changed(book: Book, files: Files, noun: str) -> None:
    book.accept(files[noun])
    seen = book.read(f"kinds/{noun}.csv", book.people["王磊"])
    model = NOUNS[noun].model
    mine = model._default_manager.filter(customer__external_id="C2024002").count()
    assert (seen.fates["same"], seen.fates["new"]) == (mine, 0)
    assert seen.fates["unclear"] == model._default_manager.count() - mine


@pytest.mark.parametrize("kind", KINDS)
def test_rows_behind_a_figure_are_named_within_ones_rows(
    book: Book, files: Files, kind: str
) -> None:
    book.accept(files[kind])
    rows = NOUNS[kind].model._default_manager.order_by("id")
    said = said_for(book.admin, kind, [row.pk for row in rows])
    assert [said[row.pk].text for row in rows] == [row.external_id for row in rows]
    assert said[rows[0].pk].place == f"{kind}.csv!2"
    everybodys = NOUNS[kind].customer_path is None
    mine = rows if everybodys else rows.filter(customer__external_id="C2024002")
    assert set(said_for(book.people["王磊"], kind, said)) == {row.pk for row in mine}


def test_products_are_everybodys(book: Book) -> None:
    book.take_in("products")
    assert book.read("kinds/products.csv", book.people["周小雨"]).fates["same"] == 3


def test_the_timeline_tells_every_kind(book: Book) -> None:
    for kind in KINDS:
        book.take_in(kind)
    customer = Customer.objects.get(external_id="C2024002")
    page = page_for(book.people["王磊"], customer.pk, playbook=PLAYBOOK, home=book.home)
    told = {(event.kind, event.on, event.title, event.text, event.feedback)
            for event in page.events if event.kind not in ("导入", "变更")}  # fmt: skip
    assert told == {
        ("投诉", date(2024, 5, 6), "物流时效 · 较重",
         "五一前的货到现在没到 · 首次响应 1.5 小时 · 解决 2.3 天", "已解决"),
        ("投诉", date(2024, 5, 10), "产品质量 · 一般", "标签起皱", "处理中"),
        ("报价", date(2024, 5, 11), "工业标签打印机 · 7.3万元 · 优惠 15.0%", "价格合适", "接受"),
        ("报价", date(2024, 5, 20), "碳带 110mm · 4,500.00 元", "太贵", "拒绝"),
        ("合同", date(2023, 6, 1), "2023年度框架 · 12.5万元", "2023-06-01 至 2024-05-31",
         "已到期"),
        ("合同", date(2024, 6, 1), "2024年度框架 · 15.0万元",
         "2024-06-01 至 2025-05-31 · 续自 HT001", "执行中"),
        ("回款", date(2024, 6, 8), "5.0万元 · 转账", "订单 O1 · 应付 2024-06-10", ""),
        ("回款", date(2024, 7, 10), "7.5万元", "订单 O1 · 应付 2024-07-10", "未回"),
        ("竞品", date(2024, 5, 18), "某品牌 · 标签机 X2", "报价 6.8万元 · 对方上门演示过一次", ""),
        ("转介绍", date(2024, 3, 5), "由 陈* · C2024001 介绍",
         "介绍费 200.00 元 · 茶叶一盒 · 2024-03-20 已致谢", ""),
        ("行为", date(2024, 5, 6), "优惠券", "春季耗材券", ""),
        ("行为", date(2024, 5, 20), "参与活动", "苏州展会", ""),
    }  # fmt: skip
    assert [row.name for row in page.contracts] == ["2024年度框架"]  # the one before was renewed
    assert page.demands == []
    other = Customer.objects.get(external_id="C2024001")
    (wanted,) = page_for(book.admin, other.pk, playbook=PLAYBOOK, home=book.home).demands
    assert (wanted.topic, wanted.budget_fen) == ("仓储系统升级", 200000_00)
    with pytest.raises(Refused):
        page_for(book.people["王磊"], other.pk, playbook=PLAYBOOK, home=book.home)
