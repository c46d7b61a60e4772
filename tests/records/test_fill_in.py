"""Empty cells given to people: who gets which, where each stands, filling in, taking back."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from web.gap_book import INDUSTRY, NAME, PHONE, gap_book
from web.small_book import id_of

from zhike.access.viewer import viewer_for
from zhike.records.account.models import Account
from zhike.records.contact.models import Contact
from zhike.records.customer.changes import assign_customers
from zhike.records.customer.models import Customer
from zhike.records.customer.scope import MayNot, NotYours
from zhike.records.fill_in.cells import cells_listed
from zhike.records.fill_in.changes import excuse_cell, give_cells, move_due, take_back_giving
from zhike.records.fill_in.closing import remind
from zhike.records.fill_in.fill import fill_cells, take_back_fill
from zhike.records.fill_in.filled_by import filled_by
from zhike.records.fill_in.grid import Asked, grid_for
from zhike.records.fill_in.lookups import cells_waiting, fill_progress, given_by, tasks_to_fill
from zhike.records.fill_in.missing import lacking_counts
from zhike.records.fill_in.models import FillIn
from zhike.records.fill_in.unowned import unowned_for
from zhike.records.history.models import HistoryLine
from zhike.records.notice.lookups import notices_for
from zhike.records.playbook_version.lookups import active_playbook
from zhike.runs.filling import ReadCell, read_cell
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
AT = datetime(2099, 11, 2, 2, 0, tzinfo=UTC)
TODAY, DUE = date(2099, 11, 2), date(2099, 11, 9)


@pytest.fixture(scope="module")
def book(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Viewer]]:
    """Return the people of a book with gaps, kept for all tests; what a test writes goes."""
    with django_db_blocker.unblock(), gap_book(tmp_path_factory.mktemp("gaps")) as people:
        yield people


def given(book: dict[str, Viewer], *paths: str, by: str = "管理员") -> int:
    """Hand the empty cells of some fields out; returns the giving."""
    wanted = dict.fromkeys(paths or (NAME, PHONE, INDUSTRY))
    manager = book["李敏"].account_id
    return give_cells(book[by], wanted, manager_id=manager, due_on=DUE, at=AT).giving_id


def cell(path: str, text: str) -> ReadCell:
    """Read a typed cell."""
    playbook = active_playbook()
    return read_cell(playbook.field(path), text, playbook=playbook, owners={})


def progress(viewer: Viewer, today: date = TODAY) -> dict[str, tuple[int, int, int, int]]:
    """Return (open, overdue, done, excused) by person."""
    rows = fill_progress(viewer, today=today)
    return {row.owner: (row.open, row.overdue, row.done, row.excused) for row in rows}


def test_empty_cells_go_to_the_owners_one_task_each(book: dict[str, Viewer]) -> None:
    """F2 lacks two cells, F3 two, F4 two; nobody follows F4, so the manager is asked (S2-05)."""
    given(book)
    assert progress(book["管理员"]) == {
        "王磊": (2, 0, 0, 0), "周小雨": (2, 0, 0, 0), "李敏": (2, 0, 0, 0),
    }  # fmt: skip
    (task,) = tasks_to_fill(book["王磊"], today=TODAY)
    assert (task.open, task.customers, task.due_on, task.by) == (2, 1, DUE, "管理员")
    assert dict(task.fields) == {"联系人": 1, "联系电话": 1}
    (giving,) = given_by(book["管理员"], today=TODAY)
    assert [task.owner for task in giving.tasks] == ["周小雨", "李敏", "王磊"]
    assert (giving.sum("open"), giving.due_on) == (6, DUE)


def test_each_sees_his_own_rows_only(book: dict[str, Viewer]) -> None:
    """A consultant counts his cells, a manager those of the team and what he was asked for."""
    giving = given(book)
    assert set(progress(book["周小雨"])) == {"周小雨"}
    assert set(progress(book["李敏"])) == {"王磊", "李敏"}
    mine = grid_for(book["周小雨"], Asked(giving), today=TODAY)
    assert [row.number for row in mine.rows] == ["F3"]
    assert [one.customer.number for one in unowned_for(book["李敏"])] == ["F4"]
    assert unowned_for(book["周小雨"]) == []


def test_a_cell_is_given_once(book: dict[str, Viewer]) -> None:
    """What somebody was asked for already is not given again; another field is."""
    given(book, PHONE)
    with pytest.raises(Refused, match="没有要分派的空格"):
        given(book, PHONE)
    given(book, PHONE, NAME)
    assert FillIn.objects.filter(path=PHONE).count() == 3
    assert FillIn.objects.filter(path=NAME).count() == 2


def test_a_giver_reaches_no_farther_than_his_rows(book: dict[str, Viewer]) -> None:
    """A manager gives the cells of his team; a consultant may give none."""
    given(book, PHONE, by="李敏")
    assert set(FillIn.objects.values_list("customer_id", flat=True)) == {id_of("F2")}
    with pytest.raises(MayNot):
        given(book, INDUSTRY, by="王磊")


def test_customers_without_owner_need_somebody_to_ask(book: dict[str, Viewer]) -> None:
    """A consultant cannot be asked for them, as he cannot hand customers out."""
    for who in (None, book["王磊"].account_id):
        with pytest.raises(Refused, match="没有跟进人"):
            give_cells(book["管理员"], {PHONE: None}, manager_id=who, due_on=DUE, at=AT)


def test_only_so_many_cells_of_a_field_are_given(book: dict[str, Viewer]) -> None:
    """Three lack a phone; two are wanted."""
    manager = book["李敏"].account_id
    made = give_cells(book["管理员"], {PHONE: 2}, manager_id=manager, due_on=DUE, at=AT)
    assert (made.cells, FillIn.objects.count()) == (2, 2)


def test_a_day_that_is_over_is_refused(book: dict[str, Viewer]) -> None:
    """Neither giving nor moving takes a day before today."""
    with pytest.raises(Refused, match="期限"):
        give_cells(book["管理员"], {PHONE: None}, manager_id=None, due_on=date(2099, 11, 1), at=AT)
    giving = given(book)
    with pytest.raises(Refused, match="期限"):
        move_due(book["管理员"], giving, due_on=date(2099, 11, 1), at=AT)
    assert move_due(book["管理员"], giving, due_on=date(2099, 11, 20), at=AT) == DUE


def test_filling_a_cell_writes_the_record_and_ends_the_task(book: dict[str, Viewer]) -> None:
    """Phone and industry of F3 are told: a history line a record, and the notice ends."""
    given(book)
    customer = id_of("F3")
    assert [one.link for one in notices_for(book["周小雨"])] != []
    filled = fill_cells(
        book["周小雨"], customer, [cell(PHONE, "138-0000-3333"), cell(INDUSTRY, "食品")], at=AT
    )
    assert sorted(filled.done) == [PHONE, INDUSTRY]
    person = Contact.objects.get(customer_id=customer)
    assert (person.name, person.phone, person.phone_kind) == ("孙女士", "13800003333", "手机")
    row = Customer.objects.get(pk=customer)
    assert (row.industry_text, row.customer_type) == ("食品", "意向")
    lines = HistoryLine.objects.filter(customer_id=customer, why="补充资料").order_by("id")
    assert [line.action for line in lines] == ["修改客户", "修改联系人"]
    assert progress(book["周小雨"]) == {"周小雨": (0, 0, 2, 0)}
    assert tasks_to_fill(book["周小雨"], today=TODAY) == []
    assert notices_for(book["周小雨"]) == []


def test_filling_is_taken_back_in_one_step(book: dict[str, Viewer]) -> None:
    """A revised customer and a person who was entered for it go back; the cells wait again."""
    given(book)
    customer = id_of("F2")
    filled = fill_cells(
        book["王磊"], customer, [cell(NAME, "钱总"), cell(PHONE, "13800002222")], at=AT
    )
    assert Contact.objects.live().filter(customer_id=customer).count() == 1
    take_back_fill(book["王磊"], filled.undo, at=AT)
    assert not Contact.objects.live().filter(customer_id=customer).exists()
    assert progress(book["王磊"]) == {"王磊": (2, 0, 0, 0)}


def test_what_was_filled_elsewhere_is_done_and_says_by_whom(book: dict[str, Viewer]) -> None:
    """A cell counts as done however its record got the value; without a giving too."""
    given(book)
    customer = id_of("F3")
    fill_cells(book["管理员"], customer, [cell(INDUSTRY, "食品")], at=AT)
    assert progress(book["周小雨"]) == {"周小雨": (1, 0, 1, 0)}
    told = filled_by(
        [(customer, active_playbook().field(path)) for path in (INDUSTRY, NAME, PHONE)]
    )
    assert told[customer, INDUSTRY] == ("管理员", AT)
    assert told[customer, NAME][0] == "管理员（导入）"
    assert (customer, PHONE) not in told
    total, (row,) = cells_listed(book["周小雨"], today=TODAY, state="done")
    assert (total, row.spec.label, row.state, row.by, row.at) == (
        1,
        "所属行业",
        "已补",
        "管理员",
        AT,
    )


def test_a_cell_somebody_filled_meanwhile_is_not_overwritten(book: dict[str, Viewer]) -> None:
    """The second one is told; only when he insists his value takes its place."""
    customer = id_of("F3")
    fill_cells(book["管理员"], customer, [cell(PHONE, "13800003333")], at=AT)
    met = fill_cells(book["周小雨"], customer, [cell(PHONE, "13900004444")], at=AT)
    assert (met.done, met.met) == ([], [PHONE])
    assert Contact.objects.get(customer_id=customer).phone == "13800003333"
    insisted = [cell(PHONE, "13900004444")]
    fill_cells(book["周小雨"], customer, insisted, at=AT, instead=frozenset({PHONE}))
    assert Contact.objects.get(customer_id=customer).phone == "13900004444"


def test_filling_leaves_what_stands_beside_alone(book: dict[str, Viewer]) -> None:
    """A city tells region and province where they are empty, and never writes over them."""
    customer = id_of("F3")
    Customer.objects.filter(pk=customer).update(region="华北")
    fill_cells(book["周小雨"], customer, [cell("customers.city", "苏州")], at=AT)
    row = Customer.objects.get(pk=customer)
    assert (row.city, row.province, row.region) == ("苏州市", "江苏省", "华北")
    assert row.name == "丙江食品有限公司"


def test_what_follows_from_a_value_goes_with_it(book: dict[str, Viewer]) -> None:
    """A class replaced by words nobody has a class for leaves no class behind."""
    customer = id_of("F3")
    fill_cells(book["周小雨"], customer, [cell(INDUSTRY, "机械设备")], at=AT)
    assert Customer.objects.get(pk=customer).industry_code == "C34"
    insisted = [cell(INDUSTRY, "稀奇古怪的行当")]
    fill_cells(book["周小雨"], customer, insisted, at=AT, instead=frozenset({INDUSTRY}))
    row = Customer.objects.get(pk=customer)
    assert (row.industry_text, row.industry_code, row.industry_group) == ("稀奇古怪的行当", "", "")


def test_foreign_customers_can_not_be_filled(book: dict[str, Viewer]) -> None:
    """Somebody else's customer is none of mine."""
    with pytest.raises(NotYours):
        fill_cells(book["周小雨"], id_of("F2"), [cell(PHONE, "13900004444")], at=AT)
    with pytest.raises(NotYours):
        excuse_cell(book["周小雨"], id_of("F2"), PHONE, excuse="不适用", reason="x", at=AT)


@pytest.mark.parametrize(
    ("path", "text", "why"),
    [
        (PHONE, "11111111111", "虚假号码"),
        (PHONE, "138", "掩码"),
        (INDUSTRY, "13912345678", "不像所属行业"),
        ("customers.customer_type", "乱写", "不在词表里"),
    ],
)
def test_a_wrong_cell_is_said_and_not_kept(
    book: dict[str, Viewer], path: str, text: str, why: str
) -> None:
    """A cell that would stay empty is refused with the reason of its cleaner."""
    assert why in cell(path, text).wrong


def test_a_cell_is_overdue_the_day_after(book: dict[str, Viewer]) -> None:
    """On the day itself it still has time; the day after it is overdue."""
    given(book)
    assert cells_waiting(book["王磊"], today=DUE) == {"open": 2, "overdue": 0}
    assert cells_waiting(book["王磊"], today=DUE + timedelta(days=1)) == {"open": 2, "overdue": 2}


def test_an_excuse_needs_a_reason_and_ends_the_waiting(book: dict[str, Viewer]) -> None:
    """不适用 counts as neither open nor done; filled after all it is done; it can be taken back."""
    given(book)
    customer = id_of("F3")
    with pytest.raises(Refused, match="原因"):
        excuse_cell(book["周小雨"], customer, PHONE, excuse="无法取得", reason=" ", at=AT)
    excuse_cell(book["周小雨"], customer, PHONE, excuse="无法取得", reason="只肯用微信", at=AT)
    assert progress(book["周小雨"]) == {"周小雨": (1, 0, 0, 1)}
    line = HistoryLine.objects.filter(customer_id=customer).latest("id")
    assert (line.action, line.why) == ("补充说明", "联系电话：无法取得（只肯用微信）")
    excuse_cell(book["周小雨"], customer, PHONE, excuse="", reason="", at=AT)
    assert progress(book["周小雨"]) == {"周小雨": (2, 0, 0, 0)}
    excuse_cell(book["周小雨"], customer, PHONE, excuse="不适用", reason="没有电话", at=AT)
    fill_cells(book["周小雨"], customer, [cell(PHONE, "13800003333")], at=AT)
    assert progress(book["周小雨"]) == {"周小雨": (1, 0, 1, 0)}


def test_cells_follow_the_customer_to_its_new_owner(book: dict[str, Viewer]) -> None:
    """The manager hands F4 to 王磊: his list grows, and the manager's is empty."""
    given(book)
    assign_customers(book["管理员"], [id_of("F4")], owner_id=book["王磊"].account_id, at=AT)
    assert progress(book["管理员"]) == {"王磊": (4, 0, 0, 0), "周小雨": (2, 0, 0, 0)}


def test_a_giving_is_taken_back_but_for_what_was_done(book: dict[str, Viewer]) -> None:
    """Of six cells one was filled; five are taken back, by who gave them only."""
    giving = given(book)
    fill_cells(book["周小雨"], id_of("F3"), [cell(PHONE, "13800003333")], at=AT)
    with pytest.raises(Refused):
        take_back_giving(book["李敏"], giving, at=AT)
    assert take_back_giving(book["管理员"], giving, at=AT) == 5
    assert progress(book["管理员"]) == {"周小雨": (0, 0, 1, 0)}
    assert notices_for(book["王磊"]) == []
    given(book)


def test_people_are_reminded_once_a_day_from_the_due_day_on(book: dict[str, Viewer]) -> None:
    """Three have cells; none is told before the day, each once on it, nobody who is done."""
    given(book)
    fill_cells(
        book["周小雨"], id_of("F3"), [cell(PHONE, "13800003333"), cell(INDUSTRY, "食品")], at=AT
    )
    day = datetime(2099, 11, 9, 2, 0, tzinfo=UTC)
    assert remind(at=AT) == 0
    assert [remind(at=day) for _ in range(2)] == [2, 0]
    assert remind(at=day + timedelta(days=1)) == 2
    assert [one.text for one in notices_for(book["王磊"])] == [
        "还有 2 格客户资料等您补充，期限已到"
    ]


def test_a_closed_account_is_asked_no_more(book: dict[str, Viewer]) -> None:
    """The cells stay with the customer; who takes it over gets them."""
    given(book)
    Account.objects.filter(name="王磊").update(is_active=False)
    assign_customers(book["管理员"], [id_of("F2")], owner_id=book["周小雨"].account_id, at=AT)
    assert progress(viewer_for(book["周小雨"].account_id)) == {"周小雨": (4, 0, 0, 0)}


def test_the_grid_of_fields_counts_customers_and_cells(book: dict[str, Viewer]) -> None:
    """F2 and F4 lack person and phone, F3 phone and industry; one may ask for one person's."""
    admin, owner = book["管理员"], book["王磊"].account_id
    whole = grid_for(admin, Asked(), today=TODAY)
    assert (whole.customers, whole.cells, len(whole.specs)) == (3, 6, 3)
    one = grid_for(admin, Asked(paths=(NAME,)), today=TODAY)
    assert (one.customers, one.cells) == (2, 2)
    two = grid_for(admin, Asked(paths=(NAME, INDUSTRY)), today=TODAY)
    assert (two.customers, two.cells) == (3, 3)
    his = grid_for(admin, Asked(paths=(PHONE,), owner_id=owner), today=TODAY)
    assert ([row.number for row in his.rows], his.cells) == (["F2"], 1)
    assert lacking_counts(admin, {PHONE: active_playbook().field(PHONE)}) == {PHONE: 3}
    given(book, PHONE)
    assert lacking_counts(admin, {PHONE: active_playbook().field(PHONE)}) == {PHONE: 0}
