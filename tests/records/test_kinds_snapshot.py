"""Every kind of record in the snapshot: without words or names, and within one's rows."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from records.conftest import AT, make_people
from records.kinds_book import KINDS, PLAYBOOK, Book
from web.two_books import empty_house

from zhike.jobs.errand import Errand
from zhike.jobs.errands.refresh import refreshed
from zhike.playbook.catalogue import customer_formula
from zhike.playbook.per_customer import customer_values
from zhike.records.customer.models import Customer
from zhike.records.home import Home
from zhike.records.playbook_version.changes import ensure_playbook
from zhike.store.tables import tables_for
from zhike.words.viewer import Sight

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def snapshot(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Any]:
    """Return the analysis tables of a book with every kind, as 管理员 and as 王磊 see them.

    Committed, since the snapshot is read through a connection of its own.
    """
    with django_db_blocker.unblock():
        yield _tables(Book(make_people(), Home(tmp_path_factory.mktemp("home")).ensure()))
        empty_house()


def _tables(book: Book) -> dict[str, Any]:
    ensure_playbook(at=AT)
    for kind in KINDS:
        book.take_in(kind)
    errand = Errand(book.admin, book.home, AT, AT.date())
    manifest = refreshed(errand)
    mine = (Customer.objects.get(external_id="C2024002").pk,)
    return {
        "管理员": tables_for(Sight(book.admin, None, "全部"), manifest),
        "王磊": tables_for(Sight(book.people["王磊"], mine, "我的"), manifest),
    }


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
