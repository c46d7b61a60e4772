"""A batch is accepted whole, journalled, undone value by value, and rolled back when broken off."""

from datetime import date
from pathlib import Path

import pytest
from checksum import book_checksum
from records.conftest import AT
from records.proposals import part, proposal, small_book
from worked import cases

from zhike.playbook.load import load_builtin
from zhike.records.batch.models import Batch
from zhike.records.customer.changes import edit_customer
from zhike.records.customer.models import Customer
from zhike.records.home import Home
from zhike.records.intake.changes import (
    accept_batch,
    open_batch,
    roll_back_interrupted,
    undo_batch,
)
from zhike.records.interaction.changes import Note, add_follow_up
from zhike.records.interaction.models import Interaction
from zhike.records.listing.lookups import find
from zhike.records.order.models import Order
from zhike.records.portrait.page import page_for
from zhike.words.problem import Refused
from zhike.words.proposal import Proposal
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
People = dict[str, Viewer]


def quiet(done: int, total: int, said: str) -> None:
    """Say nothing."""


def take_in(home: Home, viewer: Viewer, what: Proposal, progress=quiet) -> int:
    """Open and accept a proposal as one batch."""
    by = viewer.account_id
    batch = open_batch(what, home=home, playbook_version="t", about={}, by=by, at=AT)
    accept_batch(batch, what, home=home, by=by, at=AT, progress=progress)
    return batch


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return a fresh home for the files beside batches."""
    return Home(tmp_path).ensure()


def test_rows_go_in_with_numbers_parents_and_last_follow_up(home: Home, people: People) -> None:
    take_in(home, people["管理员"], small_book())
    one, two = Customer.objects.order_by("id")
    assert (one.number, two.number) == ("C202405001", "C202405002")  # S0-26
    assert one.last_follow_on == date(2024, 5, 20)
    assert one.own == {"续约次数": 2}
    assert two.own == {}
    assert list(Order.objects.values_list("customer_id", flat=True)) == [two.pk, two.pk]
    assert one.place == "五月.xlsx#客户!2"


def test_numbers_go_on_within_a_month_and_past_999(home: Home, people: People) -> None:
    rows = [
        {"_identity": f"编号:D{i}", "name": f"丁{i}", "first_contact_on": date(2024, 5, 1)}
        for i in range(1001)
    ]
    take_in(home, people["管理员"], proposal(part("customers", rows)))
    assert Customer.objects.order_by("-number_seq").first().number == "C2024051001"
    take_in(home, people["管理员"], small_book())
    assert Customer.objects.get(external_id="C1").number == "C2024051002"


def test_undo_leaves_the_book_as_it_was(home: Home, people: People) -> None:
    before = book_checksum()
    batch = take_in(home, people["管理员"], small_book())
    assert book_checksum() != before
    assert undo_batch(batch, home=home, by=people["管理员"].account_id, at=AT) == []
    assert book_checksum() == before
    assert find(people["管理员"], "甲公司") == []
    take_in(home, people["管理员"], small_book())  # and the same rows can come in again
    assert Customer.objects.live().count() == 2


def test_undo_keeps_what_was_touched_later_and_says_so(home: Home, people: People) -> None:
    admin = people["管理员"]
    batch = take_in(home, admin, small_book())
    one, two = Customer.objects.order_by("id")
    edit_customer(admin, one.pk, {"remark": "老朋友"}, seen_rev=one.rev, at=AT)
    add_follow_up(admin, two.pk, Note(date(2024, 6, 3), "电话会议", "问交期"), at=AT)
    left = undo_batch(batch, home=home, by=admin.account_id, at=AT)
    assert {(entry["id"], entry["why"]) for entry in left} == {
        (one.pk, "导入后被修改过"),
        (two.pk, "后来有新的记录挂在它上面"),
    }
    assert Customer.objects.live().count() == 2
    assert Order.objects.live().count() == 0


def test_undo_of_an_update_takes_back_each_value_that_is_still_the_batchs(
    home: Home, people: People
) -> None:
    admin = people["管理员"]
    take_in(home, admin, small_book())
    one = Customer.objects.get(external_id="C1")
    changed = {"_identity": "编号:C1", "_fate": "changed", "_known_id": one.pk, "name": "甲集团",
               "region": "华南", "remark": None}  # fmt: skip
    before = book_checksum()
    batch = take_in(home, admin, proposal(part("customers", [changed])))
    one.refresh_from_db()
    assert (one.name, one.region, one.remark) == ("甲集团", "华南", "")  # empty never erases
    assert [hit["id"] for hit in find(admin, "甲集团")] == [one.pk]
    assert undo_batch(batch, home=home, by=admin.account_id, at=AT) == []
    assert book_checksum() == before
    assert [hit["id"] for hit in find(admin, "甲公司")] == [one.pk]


def test_a_value_changed_again_after_the_batch_stays(home: Home, people: People) -> None:
    admin = people["管理员"]
    take_in(home, admin, small_book())
    one = Customer.objects.get(external_id="C1")
    changed = {
        "_identity": "编号:C1",
        "_fate": "changed",
        "_known_id": one.pk,
        "name": "甲集团",
        "region": "华南",
    }
    batch = take_in(home, admin, proposal(part("customers", [changed])))
    one.refresh_from_db()
    edit_customer(admin, one.pk, {"region": "西南"}, seen_rev=one.rev, at=AT)
    left = undo_batch(batch, home=home, by=admin.account_id, at=AT)
    one.refresh_from_db()
    assert (one.name, one.region) == ("甲公司", "西南")
    assert [(entry["column"], entry["why"]) for entry in left] == [("region", "已被再次修改")]


def test_a_failure_half_way_leaves_nothing(home: Home, people: People) -> None:
    before = book_checksum()

    def full_disk(done: int, total: int, said: str) -> None:
        if done > 2:
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        take_in(home, people["管理员"], small_book(), progress=full_disk)
    assert book_checksum() == before
    assert Customer.objects.count() == 0
    assert Batch.objects.get().state == "待确认"


def test_a_batch_left_behind_by_a_dead_process_is_rolled_back(home: Home, people: People) -> None:
    admin = people["管理员"]
    take_in(home, admin, small_book())
    before = book_checksum()
    batch = take_in(
        home,
        admin,
        proposal(
            part("customers", [{"_identity": "编号:C9", "name": "壬公司"}]),
            part(
                "interactions",
                [
                    {
                        "_identity": "互动:9",
                        "_parent": "编号:C1",
                        "happened_on": date(2024, 6, 30),
                        "summary": "x",
                    }
                ],
            ),
        ),
    )
    Batch.objects.filter(pk=batch).update(state="接收中", accepted_rev=None)  # as after kill -9
    assert find(admin, "壬公司") == []  # hidden while it is being taken in
    assert roll_back_interrupted(home=home) == [batch]
    assert book_checksum() == before
    assert Customer.objects.get(external_id="C1").last_follow_on == date(2024, 5, 20)
    assert Interaction.objects.filter(born_batch_id=batch).count() == 0


def test_an_undone_batch_cant_be_undone_again(home: Home, people: People) -> None:
    batch = take_in(home, people["管理员"], small_book())
    undo_batch(batch, home=home, by=people["管理员"].account_id, at=AT)
    with pytest.raises(Refused, match="已撤销"):
        undo_batch(batch, home=home, by=people["管理员"].account_id, at=AT)


def test_a_fact_leads_to_its_cell(home: Home, people: People) -> None:
    take_in(home, people["管理员"], small_book())
    one = Customer.objects.get(external_id="C1")
    page = page_for(people["管理员"], one.pk, playbook=load_builtin(), home=home)
    name = next(fact for fact in page.facts if fact.label == "客户名称")
    assert (name.shown, name.place, name.raw) == ("甲公司", "五月.xlsx#客户!2 客户名称", " 甲公司 ")


@pytest.mark.parametrize("case", cases("S0-26"), ids=lambda case: case["id"])
def test_the_worked_number(home: Home, people: People, case) -> None:
    day = date.fromisoformat(case["given"]["首次接触时间"])
    rows = [{"_identity": "编号:1", "name": "甲", "first_contact_on": day}]
    take_in(home, people["管理员"], proposal(part("customers", rows)))
    assert Customer.objects.get().number == case["expect"]["客户编号"]
