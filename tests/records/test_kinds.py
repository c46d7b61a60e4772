"""Every kind of record: taken in, taken in again, changed, undone, broken off, told, limited."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from checksum import book_checksum
from records.conftest import AT
from records.test_batch import People, quiet

from zhike.jobs.errand import Errand
from zhike.jobs.errands.refresh import refreshed
from zhike.playbook.catalogue import customer_formula
from zhike.playbook.load import load_builtin
from zhike.playbook.per_customer import customer_values
from zhike.records.account.lookups import owners_by_name
from zhike.records.batch.models import Batch
from zhike.records.case.models import Case
from zhike.records.customer.models import Customer
from zhike.records.home import Home
from zhike.records.intake.changes import (
    accept_batch,
    open_batch,
    roll_back_interrupted,
    undo_batch,
)
from zhike.records.intake.known import known_rows
from zhike.records.intake.nouns import NOUNS, OF_CUSTOMERS
from zhike.records.listing.behind import said_for
from zhike.records.playbook_version.changes import ensure_playbook
from zhike.records.portrait.page import page_for
from zhike.records.quote.models import Quote
from zhike.runs.intake import propose
from zhike.runs.judging import Kept
from zhike.runs.understanding import Wish, read_files
from zhike.store.tables import tables_for
from zhike.words.problem import Refused
from zhike.words.proposal import Proposal
from zhike.words.viewer import Sight, Viewer

EXAMPLES = Path(__file__).parent.parent / "examples"
PLAYBOOK = load_builtin("default")
KINDS = (
    "products", "events", "cases", "quotes", "contracts", "payments", "demands",
    "competitor_contacts", "competitors", "referrals", "channel_costs",
)  # fmt: skip
pytestmark = pytest.mark.django_db


class Book:
    """A book of three customers, and what may be done with files in it."""

    def __init__(self, people: People, home: Home) -> None:
        self.people, self.home, self.admin = people, home, people["管理员"]
        self.accept(self.read("T3-1.csv"))
        Customer.objects.filter(external_id="C2024002").update(owner=people["王磊"].account_id)

    def read(self, name: str, viewer: Viewer | None = None, **wish: Any) -> Proposal:
        """Return what a file would bring, as one person may see it."""
        who = viewer or self.admin

        def known(noun: str, identities: pl.Series) -> pl.DataFrame:
            return known_rows(who, noun, identities)

        sheets = read_files([EXAMPLES / name], playbook=PLAYBOOK)
        kept = Kept(known=known, owners=owners_by_name())
        return propose(sheets, playbook=PLAYBOOK, kept=kept, wish=Wish(**wish))

    def accept(self, what: Proposal, progress: Any = quiet) -> int:
        """Take a proposal in as one batch."""
        by = self.admin.account_id
        batch = open_batch(what, home=self.home, playbook_version="t", about={}, by=by, at=AT)
        accept_batch(batch, what, home=self.home, by=by, at=AT, progress=progress)
        return batch

    def take_in(self, kind: str) -> int:
        """Take the example of a kind in."""
        return self.accept(self.read(f"kinds/{kind}.csv"))


@pytest.fixture
def book(people: People, tmp_path: Path) -> Book:
    """Return a book of the three customers of T3-1; the second is 王磊's."""
    return Book(people, Home(tmp_path).ensure())


@pytest.mark.parametrize("kind", KINDS)
def test_rows_go_in_once(book: Book, kind: str) -> None:
    what = book.read(f"kinds/{kind}.csv")
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
def test_an_undone_batch_leaves_the_book_as_it_was(book: Book, kind: str) -> None:
    before = book_checksum()
    batch = book.take_in(kind)
    assert book_checksum() != before
    assert undo_batch(batch, home=book.home, by=book.admin.account_id, at=AT) == []
    assert book_checksum() == before


@pytest.mark.parametrize("kind", KINDS)
def test_an_intake_broken_off_leaves_nothing(book: Book, kind: str) -> None:
    before, seen = book_checksum(), NOUNS[kind].model._default_manager.count

    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    what = book.read(f"kinds/{kind}.csv")
    with pytest.raises(KeyboardInterrupt):
        book.accept(what, progress=stop)
    assert (seen(), book_checksum()) == (0, before)


@pytest.mark.parametrize("kind", KINDS)
def test_a_killed_intake_is_rolled_back_at_the_next_start(book: Book, kind: str) -> None:
    before, batch = book_checksum(), book.take_in(kind)
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
def test_anothers_rows_are_neither_shown_nor_changed(book: Book, noun: str) -> None:
    book.take_in(noun)
    seen = book.read(f"kinds/{noun}.csv", book.people["王磊"])
    model = NOUNS[noun].model
    mine = model._default_manager.filter(customer__external_id="C2024002").count()
    assert (seen.fates["same"], seen.fates["new"]) == (mine, 0)
    assert seen.fates["unclear"] == model._default_manager.count() - mine


@pytest.mark.parametrize("kind", KINDS)
def test_rows_behind_a_figure_are_named_within_ones_rows(book: Book, kind: str) -> None:
    book.take_in(kind)
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


@pytest.fixture
def snapshot(book: Book) -> Iterator[Any]:
    """Return the analysis tables of a book with every kind, as 管理员 and as 王磊 see them."""
    ensure_playbook(at=AT)
    for kind in KINDS:
        book.take_in(kind)
    errand = Errand(book.admin, book.home, AT, AT.date())
    manifest = refreshed(errand)
    mine = (Customer.objects.get(external_id="C2024002").pk,)
    yield {
        "管理员": tables_for(Sight(book.admin, None, "全部"), manifest),
        "王磊": tables_for(Sight(book.people["王磊"], mine, "我的"), manifest),
    }
    shutil.rmtree(book.home.snapshot, ignore_errors=True)


@pytest.mark.django_db(transaction=True)
def test_the_snapshot_has_every_kind_without_words_or_names(snapshot: dict[str, Any]) -> None:
    tables = snapshot["管理员"]

    def rows(name: str) -> list[dict[str, Any]]:
        table = tables[name].drop(f"{name.removesuffix('s')}_id")
        table = table.drop("customer_id") if "customer_id" in table.columns else table
        return tables.run(table.order_by(list(table.columns))).to_pylist()  # type: ignore[no-any-return]

    assert rows("cases") == [
        {"opened_on": date(2024, 5, 6), "case_kind": "投诉", "topic": "物流时效",
         "severity": "较重", "answer_hours": 1.5, "solve_hours": 56.25, "satisfaction": 2,
         "is_solved": True},
        {"opened_on": date(2024, 5, 10), "case_kind": "投诉", "topic": "产品质量",
         "severity": "一般", "answer_hours": None, "solve_hours": None, "satisfaction": None,
         "is_solved": False},
        {"opened_on": date(2024, 5, 13), "case_kind": "咨询", "topic": "安装使用",
         "severity": None, "answer_hours": 0.5, "solve_hours": 1.5, "satisfaction": 5,
         "is_solved": True},
    ]  # fmt: skip
    assert [row["campaign"] for row in rows("events")] == [None, "春季耗材券", "苏州展会", None]
    assert [row["count"] for row in rows("events")] == [3, 1, 1, 12]
    assert [row["discount"] for row in rows("quotes")] == [0.08, 0.15, None]
    assert sorted(row["is_renewal"] for row in rows("contracts")) == [False, False, True]
    assert {row["due_on"] for row in rows("payments")} == {
        date(2024, 6, 10), date(2024, 7, 10), None,
    }  # fmt: skip
    assert [row["urgency"] for row in rows("demands")] == ["紧急", "长期"]
    assert [row["quote_fen"] for row in rows("competitor_contacts")] == [68000_00, None]
    assert {row["product"]: row["price_fen"] for row in rows("products")} == {
        "工业标签打印机": 8600_00, "碳带 110mm": 45_00, "仓储系统订阅": 12000_00,
    }  # fmt: skip
    costs = [(row["month_on"], row["channel"], row["amount_fen"]) for row in rows("channel_costs")]
    assert sorted(costs) == [
        (date(2024, 5, 1), "展会问卷", 32000_00), (date(2024, 5, 1), "线上表单", 8500_00),
        (date(2024, 6, 1), "转介绍", 1200_00),
    ]  # fmt: skip
    brought = [(row["fee_fen"], row["brought_by_id"] is None) for row in rows("referrals")]
    assert sorted(brought, key=str) == [(200_00, False), (None, True)]
    words = {"need", "pain", "detail", "reason", "features", "deciders", "by_text", "external_id"}
    assert not words & {column for name in KINDS for column in tables[name].columns}


@pytest.mark.django_db(transaction=True)
def test_the_snapshot_is_limited_to_what_a_person_may_see(snapshot: dict[str, Any]) -> None:
    whole, mine = snapshot["管理员"], snapshot["王磊"]
    counted = {
        name: (whole.run(whole[name].count().name("n").as_table())["n"][0].as_py(),
               mine.run(mine[name].count().name("n").as_table())["n"][0].as_py())
        for name in KINDS
        if not mine.hides(name)
    }  # fmt: skip
    assert mine.hides("channel_costs")  # of no customer: for who sees the whole book
    assert counted == {
        "products": (3, 3), "events": (4, 2), "cases": (3, 2), "quotes": (3, 2),
        "contracts": (3, 2), "payments": (3, 2), "demands": (2, 0),
        "competitor_contacts": (2, 1), "competitors": (2, 2), "referrals": (2, 1),
    }  # fmt: skip


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("text", "second", "third"),
    [
        ("近6个月(投诉次数)", 2.0, 0.0),  # C2024003 only asked a question
        ("近1个月(投诉次数)", 1.0, 0.0),  # 05-06 is before 05-10
        ("问题单数", 2.0, 1.0),
    ],
)
def test_formulas_count_cases_of_each_customer(
    snapshot: dict[str, Any], text: str, second: float, third: float
) -> None:
    tables, ids = snapshot["管理员"], dict(Customer.objects.values_list("external_id", "id"))
    formulas = {"x": customer_formula(PLAYBOOK, text)}
    values = customer_values(tables, formulas, playbook=PLAYBOOK, as_of=date(2024, 6, 9))
    told = {row["customer_id"]: row["x"] for row in tables.run(values).to_pylist()}
    assert [told[ids[key]] for key in ("C2024001", "C2024002", "C2024003")] == [0.0, second, third]
