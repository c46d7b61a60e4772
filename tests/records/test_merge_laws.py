"""Laws of merging: taken back in any order it leaves every table as it was, later edits apart."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from checksum import BOOKKEEPING, searched
from django.apps import apps
from django.db import models, transaction
from hypothesis import given
from hypothesis import strategies as some
from records.conftest import AT
from records.happening import patient
from records.whole_customers import KEYS, whole_customers

from zhike.records.contact.models import Contact
from zhike.records.customer.changes import edit_customer
from zhike.records.customer.models import Customer
from zhike.records.interaction.changes import Note, add_follow_up
from zhike.records.interaction.models import Interaction
from zhike.records.merge.belongings import HANGING, STAYS
from zhike.records.merge.changes import merge_customers
from zhike.records.merge.fields import CHOSEN
from zhike.records.merge.models import Merge
from zhike.records.merge.unmerging import merge_again, unmerge
from zhike.records.order.models import Order
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
People = dict[str, Viewer]
Written = list[tuple[str, int, dict[str, Any]]]  # table, id, columns
TOLD = BOOKKEEPING | {"customer_merge", "merge_entry"}  # how it went, not what the book holds


@pytest.fixture
def ids(people: People, tmp_path: Path) -> dict[str, int]:
    """Return five customers by 编号, each with a row of everything that can hang on one."""
    return whole_customers(people, tmp_path)


def everything() -> dict[str, Any]:
    """Return every row of every table as it stands, without its revision."""
    book: dict[str, Any] = {
        model._meta.db_table: {
            row["id"]: {name: value for name, value in row.items() if name != "rev"}
            for row in model._base_manager.values()
        }
        for model in apps.get_app_config("records").get_models()
        if model._meta.db_table not in TOLD and "id" in {f.name for f in model._meta.fields}
    }
    return book | {"search": sorted(searched())}


def standing() -> list[Merge]:
    """Return the merges that may be undone now: their survivor went nowhere since."""
    open_ = Merge.objects.filter(undone_at=None, survivor__gone_at=None)
    return list(open_.order_by("id"))


def taken_back(live: set[int]) -> list[Merge]:
    """Return the undone merges whose customers are all there, to be merged again."""
    undone = Merge.objects.exclude(undone_at=None).order_by("id")
    return [one for one in undone if {one.survivor_id, *one.absorbed} <= live]


def test_every_column_that_names_a_customer_is_known_to_a_merge() -> None:
    moved = {f"{one.model._meta.db_table}.{one.column.removesuffix('_id')}" for one in HANGING}
    named = {
        f"{model._meta.db_table}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model is Customer
    }
    assert named - moved - STAYS.keys() == set()  # a new noun says what a merge does with it
    assert not moved & STAYS.keys()


def test_all_that_hangs_on_a_customer_moves_and_counts_once(
    people: People, ids: dict[str, int]
) -> None:
    absorbed = [ids[key] for key in KEYS[1:]]
    before = {one: one.on(list(ids.values())).count() for one in HANGING}
    assert min(before.values()) > 0  # of everything there is a row to be moved
    sold = sum(Order.objects.live().values_list("amount_fen", flat=True))
    merge_customers(people["管理员"], ids["C1"], absorbed, at=AT)
    left = {one.noun: one.on(absorbed).count() for one in HANGING}
    assert left == {one.noun: 1 if one.noun == "tasks" else 0 for one in HANGING}  # 取消, see below
    counted = {one.noun: one.on([ids["C1"]]).count() for one in HANGING if one.column[0] == "c"}
    assert (counted["orders"], counted["interactions"], counted["events"]) == (5, 5, 5)
    assert sum(Order.objects.live().values_list("amount_fen", flat=True)) == sold == 500_00
    people_now = Contact.objects.live().filter(customer=ids["C1"]).order_by("id")
    assert [(c.name, c.title, c.email) for c in people_now] == [
        ("张伟", "经理", "a1@b.cn"),  # of three cards one, with what the others knew
        ("李娜", "", "a1@b.cn"),
    ]
    assert (counted["tags"], counted["collaborators"], counted["tasks"]) == (2, 2, 4)
    assert counted["referrals"] == 0  # nobody brings himself


@some.composite
def steps(draw: Any) -> list[tuple[str, Any]]:
    """Give merges of two to five customers, unmerges and edits as they may follow each other."""
    kinds = draw(some.lists(some.sampled_from("MMMUAEF"), min_size=1, max_size=6))
    return [(kind, draw(some.integers(0, 10_000))) for kind in kinds]


def done(boss: Viewer, kind: str, dice: int, turn: int) -> Written:
    """Do one step as the dice say; returns what was written that no unmerge takes back."""
    live = list(Customer.objects.live().order_by("id"))
    one, at = live[dice % len(live)], AT + timedelta(hours=turn + 1)
    match kind:
        case "U" if merges := standing():
            unmerge(boss, merges[dice % len(merges)].pk, at=at)
        case "M" if len(live) > 1:
            turned = live[dice % len(live) :] + live[: dice % len(live)]
            others = [other.pk for other in turned[1 : 2 + dice // 7 % (len(live) - 1)]]
            take = {CHOSEN[dice % len(CHOSEN)]: others[-1]}
            merge_customers(boss, one.pk, others, take=take, at=at)
        case "A" if undone := taken_back({row.pk for row in live}):
            merge_again(boss, undone[dice % len(undone)].pk, at=at)
        case "E":
            column, value = ("remark", "region", "main_business")[dice % 3], f"改{turn}"
            edit_customer(boss, one.pk, {column: value}, seen_rev=one.rev, at=at)
            return [("customer", one.pk, {column: value})]
        case "F":
            return _followed_up(boss, one, date(2024, 8, 1 + turn), at)
    return []


def _followed_up(boss: Viewer, one: Customer, day: date, at: datetime) -> Written:
    made = add_follow_up(boss, one.pk, Note(day, "电话", "再谈"), at=at)
    row = Interaction.objects.filter(pk=made).values()[0]
    del row["rev"]
    return [("interaction", made, row), ("customer", one.pk, {"last_follow_on": day})]


@patient(12)
@given(told=steps(), order=some.randoms(use_true_random=False))
def test_undone_in_any_order_the_book_is_as_it_was_but_for_what_was_edited(
    people: People, ids: dict[str, int], *, told: list[tuple[str, Any]], order: Any
) -> None:
    with transaction.atomic():
        tried(people["管理员"], told, order)
        transaction.set_rollback(True)  # each example begins alike


def tried(boss: Viewer, told: list[tuple[str, int]], order: Any) -> None:
    """Do the steps, undo every merge in some order and compare every table."""
    expected = everything()
    for turn, (kind, dice) in enumerate(told):
        written = done(boss, kind, dice, turn)
        for table, record_id, values in written:
            expected[table].setdefault(record_id, {}).update(values)
    while merges := standing():
        unmerge(boss, order.choice(merges).pk, at=AT)
    now = everything()
    for table in expected:
        assert now[table] == expected[table], table
    assert not Merge.objects.filter(undone_at=None).exists()


def test_an_edit_over_a_merged_value_stays_and_is_told(people: People, ids: dict[str, int]) -> None:
    boss = people["管理员"]
    one = merge_customers(boss, ids["C2"], [ids["C1"]], at=AT)  # C2 had no remark
    two = merge_customers(boss, ids["C2"], [ids["C3"]], take={"remark": ids["C3"]}, at=AT)
    assert unmerge(boss, one, at=AT) == []  # what it wrote lies under what the second wrote
    assert Customer.objects.get(pk=ids["C2"]).remark == "备注C3"
    assert unmerge(boss, two, at=AT) == []
    assert Customer.objects.get(pk=ids["C2"]).remark == ""
    one = merge_customers(boss, ids["C2"], [ids["C1"]], at=AT)
    rev = Customer.objects.get(pk=ids["C2"]).rev
    edit_customer(boss, ids["C2"], {"remark": "手写"}, seen_rev=rev, at=AT)
    left = unmerge(boss, one, at=AT)
    assert [(line["column"], line["why"]) for line in left] == [("remark", "合并后又被修改过")]


def test_a_card_laid_aside_comes_forward_when_its_twin_goes_back(
    people: People, ids: dict[str, int]
) -> None:
    boss = people["管理员"]
    Contact.objects.filter(customer=ids["C1"]).update(phone="13700000001")
    before = everything()
    one = merge_customers(boss, ids["C1"], [ids["C2"]], at=AT)  # brings 张伟
    two = merge_customers(boss, ids["C1"], [ids["C3"]], at=AT)  # has him too, with a title

    def cards(key: str) -> list[tuple[str, str]]:
        rows = Contact.objects.live().filter(customer=ids[key], phone="13912345678")
        return list(rows.values_list("title", "email"))

    assert cards("C1") == [("经理", "a1@b.cn")]
    unmerge(boss, one, at=AT)
    assert (cards("C1"), cards("C2")) == ([("经理", "")], [("", "a1@b.cn")])
    unmerge(boss, two, at=AT)
    assert everything() == before


def test_what_came_after_goes_to_the_side_that_is_named(
    people: People, ids: dict[str, int]
) -> None:
    boss, later = people["管理员"], AT + timedelta(days=1)
    merge = merge_customers(boss, ids["C1"], [ids["C2"]], at=AT)
    note = add_follow_up(boss, ids["C1"], Note(date(2024, 7, 2), "电话", "C2 的事"), at=later)
    kept = add_follow_up(boss, ids["C1"], Note(date(2024, 7, 2), "电话", "C1 的事"), at=later)
    rev = Customer.objects.get(pk=ids["C1"]).rev
    edit_customer(boss, ids["C1"], {"remark": "说的是C2"}, seen_rev=rev, at=later)
    with pytest.raises(Refused, match="只能分给"):
        unmerge(boss, merge, at=later, sides={f"interactions:{note}": 10**6})
    with pytest.raises(Refused, match="请刷新再分"):
        unmerge(boss, merge, at=later, sides={f"orders:{10**6}": ids["C2"]})
    left = unmerge(boss, merge, at=later, sides={f"interactions:{note}": ids["C2"]})
    assert left == []  # the remark was C1's own before and after: nothing the merge wrote
    said = {n: set(c.interactions.filter(gone_at=None).values_list("id", flat=True))
            for n, c in ((k, Customer.objects.get(pk=ids[k])) for k in ("C1", "C2"))}  # fmt: skip
    assert note in said["C2"] - said["C1"]
    assert kept in said["C1"] - said["C2"]
    assert Customer.objects.get(pk=ids["C2"]).last_follow_on == date(2024, 7, 2)


def test_an_unmerge_taken_back_is_the_same_merge(people: People, ids: dict[str, int]) -> None:
    boss = people["管理员"]
    take = dict.fromkeys(CHOSEN, ids["C3"])  # every column can be taken and given back
    merge = merge_customers(boss, ids["C1"], [ids["C3"]], take=take, at=AT)
    assert Customer.objects.get(pk=ids["C1"]).external_id == "C3"
    before = everything()
    unmerge(boss, merge, at=AT)
    again = merge_again(boss, merge, at=AT)
    assert everything() == before
    with pytest.raises(Refused, match="没有撤销过"):
        merge_again(boss, again, at=AT)
