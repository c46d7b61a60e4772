"""Row limits hold on every lookup of records (S3-41)."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from records.conftest import AT
from records.proposals import part, proposal
from records.test_batch import People, take_in

from zhike.access.viewer import viewer_for
from zhike.act.tasks import TaskDraft
from zhike.records.account.changes import move_account
from zhike.records.customer.changes import assign_customers, edit_customer
from zhike.records.customer.models import Customer
from zhike.records.customer.scope import NotYours, customer_for, sight_for
from zhike.records.history.models import HistoryLine
from zhike.records.home import Home
from zhike.records.intake.known import known_rows
from zhike.records.listing.grid import GridQuestion
from zhike.records.listing.lookups import find, grid_for, outside_ids
from zhike.records.tag.changes import remove_tag, set_tag
from zhike.records.task.changes import close_task, create_tasks, reopen_task
from zhike.records.task.lookups import tasks_for
from zhike.words.problem import Refused

pytestmark = pytest.mark.django_db
TODAY = date(2024, 7, 1)


def draft(customer_id: int) -> TaskDraft:
    """Return one drafted task."""
    return TaskDraft(customer_id, "跟进", "47 天没跟进", date(2024, 7, 4), "跟进人")


@pytest.fixture
def book(tmp_path: Path, people: People) -> dict[str, int]:
    """Return customer ids by name: one of 王磊, one of 周小雨, one of nobody."""
    owners = {"甲公司": "王磊", "乙商贸": "周小雨", "丙工厂": None}
    rows = [
        {"_identity": f"编号:{name}", "external_id": name, "name": name, "region": "华东",
         "owner_id": people[owner].account_id if owner else None}
        for name, owner in owners.items()
    ]  # fmt: skip
    take_in(Home(tmp_path).ensure(), people["管理员"], proposal(part("customers", rows)))
    return dict(Customer.objects.values_list("name", "id"))


SEEN = [
    ("管理员", {"甲公司", "乙商贸", "丙工厂"}),
    ("李敏", {"甲公司"}),
    ("王磊", {"甲公司"}),
    ("周小雨", {"乙商贸"}),
]


@pytest.mark.parametrize(("name", "seen"), SEEN)
def test_list_search_and_ids_show_the_same_rows(people, book, name, seen) -> None:
    viewer = people[name]
    answer = grid_for(viewer, GridQuestion(), as_of=TODAY)
    assert {row.name for row in answer.rows} == seen
    assert answer.total == len(seen)
    assert {hit["name"] for word in book for hit in find(viewer, word)} == seen
    assert set(outside_ids(viewer).values()) == seen
    sight = sight_for(viewer)
    assert sight.is_whole if name == "管理员" else sight.customer_ids == (book[seen.copy().pop()],)


def test_a_foreign_customer_is_not_there(people, book) -> None:
    with pytest.raises(NotYours, match="不在您的范围内"):
        customer_for(people["王磊"], book["乙商贸"])
    with pytest.raises(NotYours):
        edit_customer(people["王磊"], book["乙商贸"], {"name": "x"}, seen_rev=10**9, at=AT)
    with pytest.raises(Refused):
        set_tag(people["王磊"], book["乙商贸"], "高潜力", at=AT)
    assert create_tasks(people["王磊"], [draft(book["乙商贸"])], plan="p", run_id=None, at=AT) == []


def test_known_rows_say_whose_they_are(people, book) -> None:
    asked = pl.Series(["编号:甲公司", "编号:乙商贸", "名称:丙工厂#1", "编号:没有"])
    known = known_rows(people["王磊"], "customers", asked)
    assert dict(known.select("_identity", "_mine").iter_rows()) == {
        "编号:甲公司": True, "编号:乙商贸": False, "名称:丙工厂#1": False,
    }  # fmt: skip


def test_a_move_to_another_team_counts_at_once(people, book) -> None:
    wang, li = people["王磊"].account_id, people["李敏"].account_id
    two = next(iter(people["周小雨"].team_ids))
    move_account(wang, team_id=two, by=people["管理员"].account_id, at=AT)
    assert grid_for(viewer_for(li), GridQuestion(), as_of=TODAY).total == 0
    move_account(li, role="管理员", by=people["管理员"].account_id, at=AT)
    assert grid_for(viewer_for(li), GridQuestion(), as_of=TODAY).total == 3


def test_two_people_editing_one_customer(people, book) -> None:
    admin = people["管理员"]
    seen = Customer.objects.get(pk=book["甲公司"]).rev
    edit_customer(admin, book["甲公司"], {"remark": "先到"}, seen_rev=seen, at=AT)
    with pytest.raises(Refused, match="刚被别人改过"):
        edit_customer(people["王磊"], book["甲公司"], {"remark": "后到"}, seen_rev=seen, at=AT)
    assert Customer.objects.get(pk=book["甲公司"]).remark == "先到"


def test_assigning_needs_the_right_and_writes_history(people, book) -> None:
    zhou = people["周小雨"].account_id
    with pytest.raises(Refused, match="不能分派"):
        assign_customers(people["王磊"], [book["甲公司"]], owner_id=zhou, at=AT)
    before = assign_customers(people["管理员"], [book["甲公司"]], owner_id=zhou, at=AT)
    assert before == {book["甲公司"]: people["王磊"].account_id}
    line = HistoryLine.objects.get(action="分派客户")
    assert (line.before, line.after) == ({"owner_id": before[book["甲公司"]]}, {"owner_id": zhou})


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"region": "华东"}, 3),
        ({"region": "华南"}, 0),
        ({"owner": "none"}, 1),
        ({"owner": "王磊"}, 1),
        ({"q": "乙商"}, 1),
        ({"q": "ysm"}, 1),  # pinyin initials of 乙商贸
        ({"q": "丙"}, 1),
        ({"tag": "重点"}, 1),
        ({"idle": "30"}, 3),
        ({"batch": "x"}, 0),
    ],
)
def test_filters(people, book, query, found) -> None:
    set_tag(people["管理员"], book["甲公司"], "重点", at=AT)
    question = GridQuestion.from_query(query)
    assert grid_for(people["管理员"], question, as_of=TODAY).total == found


def test_a_tag_is_taken_off_again(people, book) -> None:
    admin = people["管理员"]
    set_tag(admin, book["甲公司"], "重点", at=AT)
    remove_tag(admin, book["甲公司"], "重点", at=AT)
    question = GridQuestion(filters={"tag": "重点"})
    assert grid_for(admin, question, as_of=TODAY).total == 0


def test_tasks_are_made_once_and_closed_and_reopened(people, book) -> None:
    admin = people["管理员"]
    drafts = [draft(book["甲公司"]), draft(book["丙工厂"])]
    made = create_tasks(admin, drafts, plan="p", run_id=None, at=AT)
    assert len(made) == 2
    assert create_tasks(admin, drafts, plan="p", run_id=None, at=AT) == []  # still open
    assert [task.owner for task in tasks_for(people["王磊"])] == ["王磊"]
    close_task(people["王磊"], made[0], outcome="已约见", at=AT)
    assert tasks_for(people["王磊"]) == []
    reopen_task(people["王磊"], made[0], at=AT)
    assert len(tasks_for(people["王磊"])) == 1
    with pytest.raises(Refused):
        close_task(people["周小雨"], made[0], outcome="x", at=AT)
