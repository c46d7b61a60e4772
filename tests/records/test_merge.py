"""Making customers one and two again: nothing lost, nothing counted twice, nothing silent."""

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as some
from records.conftest import AT
from records.proposals import part, proposal

from zhike.records.contact.models import Contact
from zhike.records.customer.changes import edit_customer
from zhike.records.customer.models import Customer
from zhike.records.customer.scope import NotYours
from zhike.records.home import Home
from zhike.records.intake.changes import accept_batch, open_batch
from zhike.records.intake.known import ids_of, known_rows
from zhike.records.intake.nouns import NOUNS
from zhike.records.interaction.changes import Note, add_follow_up
from zhike.records.listing.lookups import GridQuestion, grid_for
from zhike.records.merge.changes import merge_customers
from zhike.records.merge.judging import judge_pair
from zhike.records.merge.lookups import judged_among, merged_into, merging_for
from zhike.records.merge.models import Merge
from zhike.records.merge.unmerging import unmerge
from zhike.records.order.models import Order
from zhike.records.search.table import matching_sql
from zhike.records.tag.changes import set_tag
from zhike.records.tag.models import Tag
from zhike.records.task.models import Task
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
People = dict[str, Viewer]
AFTER = {"rev"}  # the only column a merge and its unmerge may leave different


def a_book(people: People, home: Home) -> dict[str, int]:
    """Take in three spellings of one firm and somebody else; returns ids by 编号."""
    owner = people["王磊"].account_id
    firms = [
        ("C1", "宏远机械有限公司", "华东", "成交"),
        ("C2", "宏遠機械", "", "潜在"),
        ("C3", "宏远机械采购部", "华东", "成交"),
        ("C9", "别家商贸", "华北", "成交"),
    ]
    customers = [
        {"_identity": f"编号:{key}", "external_id": key, "name": name, "region": region,
         "customer_type": kind, "first_contact_on": date(2024, 5, 10 - i), "owner_id": owner,
         "remark": f"备注{key}" if key != "C1" else ""}
        for i, (key, name, region, kind) in enumerate(firms)
    ]  # fmt: skip
    contacts = [
        {"_identity": f"联系人:{key}", "_parent": f"编号:{key}", "name": name, "phone": phone}
        for key, name, phone in [
            ("C1", "张伟", "13912345678"),
            ("C2", "张伟", "13912345678"),
            ("C3", "李娜", "13912345678"),
        ]
    ]  # fmt: skip
    orders = [
        {"_identity": f"订单号:O{i}", "_parent": f"编号:{key}", "external_id": f"O{i}",
         "ordered_on": date(2024, 6, i), "amount_fen": 100_00 * i}
        for i, key in enumerate(["C1", "C2", "C2", "C3", "C9"], 1)
    ]  # fmt: skip
    lines = [
        {"_identity": f"明细:{i}", "_parent": f"订单号:O{i}", "product": "标签", "amount_fen": 100}
        for i in (1, 2)
    ]
    notes = [
        {"_identity": f"互动:{key}", "_parent": f"编号:{key}", "happened_on": day, "summary": key}
        for key, day in [("C1", date(2024, 6, 1)), ("C2", date(2024, 6, 20))]
    ]
    written = proposal(
        part("customers", customers), part("contacts", contacts), part("interactions", notes),
        part("orders", orders), part("order_lines", lines),
    )  # fmt: skip
    by = people["管理员"].account_id
    batch = open_batch(written, home=home, playbook_version="v", about={}, by=by, at=AT)
    accept_batch(batch, written, home=home, by=by, at=AT, progress=lambda *_: None)
    return dict(Customer.objects.values_list("external_id", "id"))


@pytest.fixture
def home(tmp_path: Any) -> Home:
    """Return a home of its own for the raw cells."""
    return Home(tmp_path).ensure()


@pytest.fixture
def ids(people: People, home: Home) -> dict[str, int]:
    """Return the customers of a small book by 编号."""
    return a_book(people, home)


def everything() -> dict[str, list[dict[str, Any]]]:
    """Return every row of every noun, tags and tasks too, without its revision."""
    models = {**{n.name: n.model for n in NOUNS.values()}, "tags": Tag, "tasks": Task}
    return {
        name: [
            {k: v for k, v in row.items() if k not in AFTER}
            for row in model._base_manager.order_by("id").values()
        ]
        for name, model in models.items()
    }


def found(text: str) -> set[int]:
    """Return the customers a search finds."""
    sql, given = matching_sql(text) or ("", [])
    return {
        row.pk
        for row in Customer.objects.raw(f"SELECT id FROM customer WHERE id IN ({sql})", given)
    }


def test_everything_moves_and_is_counted_once(people: People, ids: dict[str, int]) -> None:
    boss = people["管理员"]
    set_tag(boss, ids["C1"], "爱比价", at=AT)
    set_tag(boss, ids["C2"], "爱比价", at=AT)
    set_tag(boss, ids["C2"], "老板直管", at=AT)
    merge_customers(boss, ids["C1"], [ids["C2"], ids["C3"]], at=AT)
    survivor = Customer.objects.live().get(pk=ids["C1"])
    orders = Order.objects.live().filter(customer=survivor)
    assert sum(order.amount_fen for order in orders) == 1000_00  # 1 + 2 + 3 + 4 hundred
    people_of = Contact.objects.live().filter(customer=survivor).order_by("id")
    assert [(c.name, c.phone[-4:]) for c in people_of] == [("张伟", "5678"), ("李娜", "5678")]
    tags = Tag.objects.filter(customer=survivor, gone_at__isnull=True).order_by("tag")
    assert [tag.tag for tag in tags] == ["爱比价", "老板直管"]
    assert survivor.last_follow_on == date(2024, 6, 20)
    assert survivor.remark == "备注C2"  # it was empty, the first that has one fills it
    assert {row.number for row in grid_for(boss, GridQuestion(), as_of=date(2024, 7, 1)).rows} == {
        "C1",
        "C9",
    }
    assert found("采购部") == set()


def test_taking_a_value_from_another_one(people: People, ids: dict[str, int]) -> None:
    boss = people["管理员"]
    merge_customers(boss, ids["C1"], [ids["C3"]], take={"name": ids["C3"]}, at=AT)
    survivor = Customer.objects.get(pk=ids["C1"])
    assert (survivor.name, survivor.external_id) == ("宏远机械采购部", "C1")
    assert found("采购部") == {ids["C1"]}


def test_unmerge_is_the_identity_on_every_table(people: People, ids: dict[str, int]) -> None:
    boss, before = people["管理员"], everything()
    merge = merge_customers(
        boss, ids["C1"], [ids["C2"], ids["C3"]], take={"name": ids["C2"]}, at=AT
    )
    assert everything() != before
    assert unmerge(boss, merge, at=AT) == []
    assert everything() == before
    assert found("采购部") == {ids["C3"]}
    with pytest.raises(Refused, match="已经撤销过"):
        unmerge(boss, merge, at=AT)


def test_what_came_later_stays_and_is_said(people: People, ids: dict[str, int]) -> None:
    boss = people["管理员"]
    merge = merge_customers(boss, ids["C1"], [ids["C2"]], at=AT)
    rev = Customer.objects.get(pk=ids["C1"]).rev
    edit_customer(boss, ids["C1"], {"remark": "以后手写"}, seen_rev=rev, at=AT)
    add_follow_up(boss, ids["C1"], Note(date(2024, 6, 25), "电话会议", "合并后谈的"), at=AT)
    left = unmerge(boss, merge, at=AT)
    assert [(line["column"], line["why"]) for line in left] == [("remark", "合并后又被修改过")]
    one, two = (Customer.objects.get(pk=ids[key]) for key in ("C1", "C2"))
    assert (one.remark, one.last_follow_on) == ("以后手写", date(2024, 6, 25))
    assert (two.remark, two.last_follow_on, two.gone_at) == ("备注C2", date(2024, 6, 20), None)


@hypothesis_settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    first=some.permutations(["C1", "C2", "C3"]), take=some.sampled_from(["C1", "C2", "C3"]),
    again=some.booleans(), chained=some.booleans(),
)  # fmt: skip
def test_any_merges_taken_back_in_turn_leave_the_book_as_it_was(
    people: People, ids: dict[str, int], *, first: list[str], take: str, again: bool, chained: bool
) -> None:
    boss, before = people["管理员"], everything()
    a, b, c = (ids[key] for key in first)
    done = [
        merge_customers(boss, a, [b], take={"name": a if take == first[2] else ids[take]}, at=AT)
    ]
    done.append(merge_customers(boss, c if chained else a, [a if chained else c], at=AT))
    if again:
        unmerge(boss, done.pop(), at=AT)
        done.append(merge_customers(boss, c, [a], at=AT + timedelta(hours=1)))
    for merge in reversed(done):
        assert unmerge(boss, merge, at=AT) == []
    assert everything() == before
    assert Merge.objects.filter(undone_at__isnull=True).count() == 0


def test_the_same_file_again_adds_nothing(people: People, ids: dict[str, int]) -> None:
    boss = people["管理员"]
    merge_customers(boss, ids["C2"], [ids["C3"]], at=AT)
    merge_customers(boss, ids["C1"], [ids["C2"]], at=AT)
    asked = pl.Series(["编号:C2", "编号:C3", "编号:C9"])
    assert ids_of("customers", asked) == {
        "编号:C2": ids["C1"], "编号:C3": ids["C1"], "编号:C9": ids["C9"],
    }  # fmt: skip
    known = known_rows(boss, "customers", asked).sort("_identity")
    assert known["_id"].to_list() == [ids["C2"], ids["C3"], ids["C9"]]
    assert known["_merged"].to_list() == [True, True, False]
    assert known["name"].to_list() == ["宏遠機械", "宏远机械采购部", "别家商贸"]
    assert (merged_into(boss, ids["C3"]), merged_into(boss, ids["C9"])) == (ids["C1"], None)
    assert merged_into(people["周小雨"], ids["C3"]) is None


def test_nobody_merges_what_is_not_theirs(people: People, ids: dict[str, int]) -> None:
    with pytest.raises(NotYours, match="不在您范围内"):
        merge_customers(people["周小雨"], ids["C1"], [ids["C2"]], at=AT)
    with pytest.raises(Refused, match="至少两家"):
        merge_customers(people["管理员"], ids["C1"], [ids["C1"]], at=AT)
    merge_customers(people["王磊"], ids["C1"], [ids["C2"]], at=AT)
    with pytest.raises(NotYours, match="已被合并"):
        merge_customers(people["王磊"], ids["C2"], [ids["C3"]], at=AT)


def test_what_merging_would_do_is_shown_before(people: People, ids: dict[str, int]) -> None:
    merging = merging_for(people["王磊"], [ids["C2"], ids["C1"]])
    assert [side.number for side in merging.sides] == ["C1", "C2"]
    assert [(side.orders, side.follow_ups, side.contacts) for side in merging.sides] == [
        (1, 1, 1),
        (2, 1, 1),
    ]
    assert merging.after["first_contact_on"] == date(2024, 5, 9)  # the earlier of the two
    assert (merging.after["customer_type"], merging.shared_phones) == ("成交", 1)
    assert everything()["customers"][0]["remark"] == ""


def test_a_pair_that_is_not_one_is_remembered(people: People, ids: dict[str, int]) -> None:
    judge_pair(people["王磊"], ids["C9"], ids["C1"], "有关联", at=AT)
    low, high = sorted((ids["C1"], ids["C9"]))
    assert judged_among(ids.values()).rows() == [(low, high, "有关联")]
    with pytest.raises(NotYours):
        judge_pair(people["周小雨"], ids["C9"], ids["C1"], "不同", at=AT)
