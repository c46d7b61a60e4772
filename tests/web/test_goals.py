"""设置 → 字段 → 收集目标: made, edited, renamed, retired and brought back; nothing is lost."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from web.small_book import client_of, said
from web.two_books import AT, house_of

from zhike.access.viewer import viewer_for
from zhike.jobs.run import run_now
from zhike.playbook.playbook import Playbook
from zhike.playbook.reading import dump, read_builtin, read_text
from zhike.records.account.changes import create_account
from zhike.records.history.models import HistoryLine
from zhike.records.playbook_version.changes import BUILT_IN, activate
from zhike.records.playbook_version.lookups import active_playbook, active_version
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
NEW = "/settings/goal/"
SIGN = "/settings/goal/?goal=提升新客户签约率"
FAIRS = {
    "name": "展会跟进", "purpose": "企业新客户开发", "target": "80", "months": "", "said": "",
    "row": ["0", "1", "2"], "item-0": "", "of-0": ["客户.区域", "客户.省份"],
    "item-1": "联系人", "of-1": ["联系人.联系电话"], "item-2": "", "of-2": [""],
}  # fmt: skip
SHEET = "客户编号,客户名称,联系电话,区域,客户类型\n"
SHEET += "K1,甲州精密,13800001111,华东,成交\nK2,乙城物流,13800002222,,潜在\n"


@pytest.fixture(scope="module")
def admin(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Viewer]:
    """Return the administrator of two customers; what a test writes on top is rolled back."""
    folder = tmp_path_factory.mktemp("goals")
    with django_db_blocker.unblock(), house_of(folder, SHEET) as viewer:
        yield viewer


@pytest.fixture
def book(admin: Viewer) -> Client:
    return client_of(admin)


def post(client: Client, to: str, **values: Any) -> Any:
    return client.post(to, {"version": active_version(), **values})


def test_a_goal_is_made_counted_and_taken_back(book: Client, admin: Viewer) -> None:
    before = active_version()
    assert post(book, NEW, **FAIRS).status_code == 302
    goal = active_playbook().goal("展会跟进")
    assert [(item.name, item.fields) for item in goal.items] == [
        ("区域", ("客户.区域", "客户.省份")),
        ("联系人", ("联系人.联系电话",)),
    ]
    line = HistoryLine.objects.filter(noun="playbook").latest("id")
    assert (line.why, line.by.name) == ("新增收集目标 展会跟进", "管理员")
    rates = run_now("measure_completeness", admin, goal="展会跟进")
    assert (rates["rate"], rates["target"]) == (0.75, 0.8)  # 3 of 4 cells (S1-02)
    page = said(book.get("/settings/fields/"))
    assert "手册已更新：新增收集目标 展会跟进" in page
    assert "目标 80%" in page
    book.post(page.split('action="/undo/')[1].split('"')[0].join(["/undo/", ""]))
    assert active_version() == before


@pytest.mark.parametrize(
    ("values", "trouble"),
    [
        ({"purpose": ""}, "每个收集目标都要选用途，三选一"),
        ({"row": []}, "收集目标至少要有一项"),
        ({"name": "提升新客户签约率"}, "“提升新客户签约率”已经有了"),
        ({"of-0": ["客户.区域号"]}, "没有字段“客户.区域号”，相近的：客户.区域"),
    ],
)
def test_what_is_no_goal_is_said_and_kept_in_the_form(
    book: Client, values: dict[str, Any], trouble: str
) -> None:
    answer = post(book, NEW, **(FAIRS | values))
    assert answer.status_code == 422
    page = said(answer)
    assert trouble in page
    assert ("联系人.联系电话" in page.split("<datalist")[0]) == ("row" not in values)


def test_a_goal_is_renamed_and_edited(book: Client, admin: Viewer) -> None:
    page = said(book.get(SIGN))
    assert 'value="客户.年营收"' in page.split("<datalist")[0]
    told = FAIRS | {"name": "多签新客户", "months": "3", "target": ""}
    assert post(book, SIGN, **told).status_code == 302
    goal = active_playbook().goal("多签新客户")
    assert (goal.months, goal.target, goal.former) == (3, None, ("提升新客户签约率",))
    assert "曾用名：提升新客户签约率" in said(book.get("/settings/goal/?goal=多签新客户"))
    assert run_now("measure_completeness", admin, goal="提升新客户签约率")["goal"] == "多签新客户"
    assert "多签新客户" in said(book.get("/clean/?goal=提升新客户签约率"))
    line = HistoryLine.objects.filter(noun="playbook").latest("id")
    assert line.why == "收集目标改名 提升新客户签约率 → 多签新客户"


def test_a_goal_is_retired_and_comes_back(book: Client) -> None:
    act = "/settings/goal/act/?goal=提升新客户签约率"
    assert post(book, act, act="retire").status_code == 302
    page = said(book.get("/settings/fields/"))
    assert "提升新客户签约率" in page.split("停用<small>")[1]
    assert "提升新客户签约率" not in said(book.get("/clean/"))
    assert "提升新客户签约率" not in said(book.get("/settings/fields/customers.industry/"))
    assert post(book, act, act="back").status_code == 302
    assert "提升新客户签约率" in said(book.get("/clean/"))
    assert len(active_playbook().goal("提升新客户签约率").items) == 4


def test_the_second_of_two_people_is_told(book: Client) -> None:
    seen = active_version()
    post(book, NEW, **FAIRS)
    late = book.post(NEW, {**FAIRS, "name": "返点", "version": seen})
    assert late.status_code == 409
    assert "刚改过手册（新增收集目标 展会跟进）" in said(late)


def test_only_an_administrator_gets_in(book: Client) -> None:
    manager = create_account("m", name="李敏", role="销售经理", by=None, at=AT)
    other = client_of(viewer_for(manager))
    assert other.get(NEW).status_code == 403
    assert post(other, "/settings/goal/act/?goal=提升新客户签约率", act="retire").status_code == 403
    assert post(other, "/settings/playbook/news/").status_code == 403


def older() -> Playbook:
    """Return the program's playbook of an earlier version: without a field and a goal."""
    today = read_builtin()
    customers = tuple(e for e in today.field_entries["客户"] if e.label != "主营业务")
    goals = tuple(goal for goal in today.goals if goal.name != "建立客户画像标签")
    entries = {**today.field_entries, "客户": customers}
    text = dump(today.revised(field_entries=entries, goals=goals, tables=()))
    return read_text(text)


def test_an_upgrade_brings_what_is_new_to_a_playbook_of_ones_own(book: Client) -> None:
    then = older()
    activate(dump(then), version=then.version, by=None, at=AT, note=BUILT_IN)
    post(book, NEW, **FAIRS)
    post(book, "/settings/fields/customers.remark/act/", act="hide")
    own = active_version()
    page = said(book.get("/settings/fields/"))
    assert "程序带来了 1 个新字段、1 个新目标" in page
    assert "客户.主营业务" in page
    assert "程序带来了 1 个新字段、1 个新目标" in said(book.get("/settings/"))
    assert post(book, "/settings/playbook/news/").status_code == 302
    now = active_playbook()
    assert now.field("customers.main_business").label == "主营业务"
    assert now.goal("建立客户画像标签").items
    assert (now.field("customers.remark").hidden, now.goal("展会跟进").target) == (True, 0.8)
    page = said(book.get("/settings/fields/"))
    assert "程序带来了" not in page
    book.post(page.split('action="/undo/')[1].split('"')[0].join(["/undo/", ""]))
    assert active_version() == own
    assert "程序带来了" in said(book.get("/settings/fields/"))
    assert post(book, "/settings/playbook/news/", leave="1").status_code == 302
    assert "程序带来了" not in said(book.get("/settings/fields/"))
    assert "建立客户画像标签" not in {goal.name for goal in active_playbook().goals}
