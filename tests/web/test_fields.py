"""设置 → 字段: own fields come, change their name and go; nothing that was written is lost."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from web.small_book import client_of, id_of, said
from web.two_books import AT, house_of

from zhike.access.viewer import viewer_for
from zhike.jobs.run import run_now
from zhike.playbook.load import load_builtin
from zhike.playbook.reading import dump
from zhike.records.account.changes import create_account
from zhike.records.customer.models import Customer
from zhike.records.history.models import HistoryLine
from zhike.records.playbook_version.changes import activate
from zhike.records.playbook_version.lookups import active_playbook, active_version
from zhike.web.pages import fields
from zhike.words.field import FieldSpec
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
FAIRS = {"label": "展会届数", "kind": "whole", "unit": "次", "low": "0", "purpose": "判断渠道"}
SHEET = "客户编号,客户名称,联系人,联系电话,所属行业,客户类型\n"
SHEET += "K1,甲州精密,赵经理,13800001111,机械,成交\nK2,乙城物流,钱总,13800002222,物流,潜在\n"
SHEET += "K3,丙江食品,孙女士,13800003333,食品,意向\n"


@pytest.fixture(scope="module")
def admin(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Viewer]:
    """Return the administrator of three customers; what a test writes on top is rolled back."""
    folder = tmp_path_factory.mktemp("fields")
    with django_db_blocker.unblock(), house_of(folder, SHEET) as viewer:
        yield viewer


@pytest.fixture
def book(admin: Viewer) -> Client:
    return client_of(admin)


def post(client: Client, path: str, **values: Any) -> Any:
    return client.post(f"/settings/fields/{path}", {"version": active_version(), **values})


def field(path: str) -> FieldSpec:
    return active_playbook().field(path)


def take_in(viewer: Viewer, folder: Path, text: str) -> dict[str, Any]:
    """Take a sheet in and return what became of it."""
    file = folder / "更新.csv"
    file.write_text(text, "utf-8")
    found: dict[str, Any] = run_now("propose_import", viewer, paths=[str(file)])
    run_now("accept_import", viewer, batch=found["batch"])
    return found


def test_the_catalogue_says_of_every_field_what_it_is_for(book: Client) -> None:
    page = said(book.get("/settings/fields/"))
    for words in (
        "法人代表",
        "经营理念",
        "扩张计划",
        "身份证号码",
        "按敏感对待",
        "提升新客户签约率",
    ):
        assert words in page
    assert "没有写用途" not in page
    assert "服务时效" in said(book.get("/settings/fields/?noun=demands"))
    assert "沟通偏好" in said(book.get("/settings/fields/?noun=contacts"))


def test_a_new_field_is_a_new_version_that_can_be_taken_back(book: Client) -> None:
    before = active_version()
    answer = post(book, "new/?noun=customers", **FAIRS)
    assert answer.status_code == 302
    spec = field("customers.展会届数")
    assert (spec.own, spec.kind, spec.unit, spec.low) == (True, "whole", "次", 0)
    line = HistoryLine.objects.filter(noun="playbook").latest("id")
    assert (line.why, line.by.name) == ("新增栏目 客户.展会届数", "管理员")
    assert (line.before, line.after) == ({"version": before}, {"version": active_version()})
    page = said(book.get("/settings/fields/"))
    assert "手册已更新：新增栏目 客户.展会届数" in page
    book.post(page.split('action="/undo/')[1].split('"')[0].join(["/undo/", ""]))
    assert active_version() == before


@pytest.mark.parametrize(
    ("values", "trouble"),
    [
        ({"label": "客户名称"}, "“客户名称”已经有了，请换一个名称"),
        ({"label": "身份证号码"}, "“身份证号码”未启用，可以启用它"),
        ({"label": "  "}, "这个字段是必填项"),
        ({"kind": "code"}, "选项至少要有一个词"),
        ({"sensitivity": "personal", "purpose": ""}, "个人信息要先写明用途"),
    ],
)
def test_a_field_that_cannot_be_is_said_so(
    book: Client, values: dict[str, str], trouble: str
) -> None:
    answer = post(book, "new/?noun=customers", **(FAIRS | values))
    assert answer.status_code == 422
    assert trouble in said(answer)
    assert "展会届数" not in {spec.label for spec in active_playbook().fields("customers")}


def test_a_field_without_a_reason_is_reported(book: Client) -> None:
    """S0-02: it may be added, and is named until somebody says what it is for."""
    post(book, "new/?noun=customers", **(FAIRS | {"purpose": ""}))
    page = said(book.get("/settings/fields/"))
    assert "1 个栏目没有写用途，也没有收集目标要用：客户.展会届数" in page
    post(book, "customers.展会届数/", **(FAIRS | {"purpose": "判断渠道"}))
    assert "个栏目没有写用途" not in said(book.get("/settings/fields/"))


def test_a_field_joins_goals_and_leaves_them(book: Client, admin: Viewer) -> None:
    """S0-02: a goal is reason enough; completeness counts the new item at once."""
    goals = ["提升新客户签约率", "建立客户画像标签"]
    post(book, "new/?noun=customers", **(FAIRS | {"purpose": "", "goals": goals}))
    assert field("customers.展会届数").goals == tuple(goals)
    assert "个栏目没有写用途" not in said(book.get("/settings/fields/"))
    counted = run_now("measure_completeness", admin, goal="提升新客户签约率")["fields"]
    assert [one["field"] for one in counted] == ["行业", "规模", "决策链", "预算", "展会届数"]
    post(book, "customers.展会届数/", **(FAIRS | {"goals": ["建立客户画像标签"]}))
    assert field("customers.展会届数").goals == ("建立客户画像标签",)
    assert len(active_playbook().goal("提升新客户签约率").items) == 4


def test_a_renamed_field_keeps_its_values_and_its_old_name(
    book: Client,
    admin: Viewer,
    tmp_path: Path,
) -> None:
    post(book, "new/?noun=customers", **FAIRS)
    take_in(admin, tmp_path, "客户编号,展会届数\nK1,3\n")
    post(book, "customers.展会届数/", **(FAIRS | {"label": "参展次数"}))
    spec = field("customers.展会届数")
    assert (spec.label, spec.former) == ("参展次数", ("展会届数",))
    page = said(book.get(f"/customers/{id_of('K1')}/"))
    assert "参展次数" in page
    assert take_in(admin, tmp_path, "客户编号,展会届数\nK2,5\n")["problems"] == []
    assert Customer.objects.get(pk=id_of("K2")).own["展会届数"] == 5


def test_a_retired_field_keeps_its_values_and_is_offered_nowhere(
    book: Client,
    admin: Viewer,
    tmp_path: Path,
) -> None:
    post(book, "new/?noun=customers", **FAIRS)
    take_in(admin, tmp_path, "客户编号,展会届数\nK1,3\n")
    post(book, "customers.展会届数/act/", act="retire")
    assert field("customers.展会届数").retired
    page = said(book.get(f"/customers/{id_of('K1')}/"))
    assert "停用的栏目" in page
    assert "展会届数" in page.split("停用的栏目")[1]
    assert "展会届数" not in said(book.get("/entries/customers/new/"))
    take_in(admin, tmp_path, "客户编号,展会届数\nK1,9\n")
    assert Customer.objects.get(pk=id_of("K1")).own == {"展会届数": 3}
    post(book, "customers.展会届数/act/", act="back")
    assert "展会届数" in said(book.get("/entries/customers/new/"))
    assert "停用的栏目" not in said(book.get(f"/customers/{id_of('K1')}/"))


def test_a_built_in_field_is_hidden_at_most(book: Client) -> None:
    assert post(book, "customers.remark/act/", act="hide").status_code == 302
    assert 'name="remark"' not in said(book.get("/entries/customers/new/"))
    assert "不能停用" in said(post(book, "customers.remark/act/", act="retire"))
    assert "不能隐藏" in said(post(book, "customers.name/act/", act="hide"))
    renamed = post(book, "customers.remark/", label="附注", purpose="补充")
    assert renamed.status_code == 302
    assert field("customers.remark").label == "备注"
    assert field("customers.remark").purpose == "补充"


def test_the_order_changes(book: Client) -> None:
    names = [spec.name for spec in active_playbook().fields("customers")]
    post(book, f"customers.{names[1]}/act/", act="up")
    assert [spec.name for spec in active_playbook().fields("customers")][:2] == [names[1], names[0]]


def test_a_word_in_use_stays(book: Client, admin: Viewer, tmp_path: Path) -> None:
    grade = {"label": "合作等级", "kind": "code", "words": "金\n银\n铜", "purpose": "分级"}
    post(book, "new/?noun=customers", **grade)
    take_in(admin, tmp_path, "客户编号,合作等级\nK1,金\nK2,金\nK3,银\n")
    refused = post(book, "customers.合作等级/", **(grade | {"words": "银\n铜"}))
    assert refused.status_code == 422
    assert "还有记录在用 “金”（2 条），去不掉" in said(refused)
    assert post(book, "customers.合作等级/", **(grade | {"words": "金\n银\n铁"})).status_code == 302
    words = active_playbook().vocabulary("合作等级").words
    assert [word.word for word in words] == ["金", "银", "铁"]


def test_the_second_of_two_people_is_told(book: Client) -> None:
    seen = active_version()
    post(book, "new/?noun=customers", **FAIRS)
    late = book.post(
        "/settings/fields/new/?noun=customers",
        {**FAIRS, "label": "返点", "version": seen},
    )
    assert late.status_code == 409
    assert "管理员 刚改过手册（新增栏目 客户.展会届数）" in said(late)
    assert "返点" in said(late)  # what was typed is still there
    assert "返点" not in {spec.label for spec in active_playbook().fields("customers")}


def test_only_an_administrator_gets_in(book: Client) -> None:
    manager = create_account("m", name="李敏", role="销售经理", by=None, at=AT)
    other = client_of(viewer_for(manager))
    assert other.get("/settings/fields/").status_code == 403
    assert post(other, "new/?noun=customers", **FAIRS).status_code == 403
    assert post(other, "customers.remark/act/", act="hide").status_code == 403


def test_an_own_field_is_typed_corrected_and_emptied(book: Client, admin: Viewer) -> None:
    post(book, "new/?noun=customers", label="签约日", kind="date", purpose="周年问候")
    url = f"/customers/{id_of('K1')}/facts/"
    rev = Customer.objects.get(pk=id_of("K1")).rev
    book.post(url, {"签约日": "2024-05-20", "信用状况": "好", "年营收": "300万", "rev": rev})
    row = Customer.objects.get(pk=id_of("K1"))
    assert row.own == {"签约日": "2024-05-20", "信用状况": "良好", "年营收": 300_000_000}
    assert row.name == "甲州精密"
    page = said(book.get(f"/customers/{row.pk}/"))
    assert "2024-05-20" in page
    assert "300.0万" in page
    assert "信用状况：良好" in page  # the history says what was done
    book.post(url, {"签约日": "", "信用状况": "好", "年营收": "300万", "rev": row.rev})
    row.refresh_from_db()
    assert row.own == {"信用状况": "良好", "年营收": 300_000_000}


def test_what_is_masked_is_masked_and_what_is_off_is_not_there(
    book: Client,
    admin: Viewer,
    tmp_path: Path,
) -> None:
    sheet = "客户编号,法人代表,身份证号码\nK1,赵大强,11010519491231002X\n"
    take_in(admin, tmp_path, sheet)
    row = Customer.objects.get(pk=id_of("K1"))
    assert row.own == {"法人代表": "赵大强"}  # 身份证号码 isn't switched on: not taken in
    assert "赵大强" in said(book.get(f"/customers/{row.pk}/"))  # may see full numbers
    post(book, "customers.身份证号码/act/", act="show")
    assert "要先单独征得本人同意" in said(book.get("/entries/customers/new/"))
    take_in(admin, tmp_path, sheet)
    page = said(book.get(f"/customers/{row.pk}/"))
    assert "11010519491231002X" not in page
    assert "110***********002X" in page


def test_a_person_is_asked_what_fits_a_person(book: Client) -> None:
    """S4-25, S1-28: boxes carry for whom they are; what doesn't fit is never insisted on."""
    page = said(book.get("/entries/customers/new/"))
    assert 'class="field for-organisation"' in page or "for-organisation" in page
    assert "for-toc" in page
    playbook = load_builtin()
    (size,) = [e for e in playbook.field_entries["客户"] if e.column == "size_text"]
    strict = size.model_copy(update={"required": True})
    entries = tuple(strict if e is size else e for e in playbook.field_entries["客户"])
    strict_book = playbook.revised(field_entries={**playbook.field_entries, "客户": entries})
    activate(dump(strict_book), version=strict_book.version, by=None, at=AT, note="试")
    told = {
        "kind": "organisation", "name": "新程数控", "customer_type": "潜在", "industry": "机械",
        "contacts.name": "顾明", "contacts.phone": "13900002222",
    }  # fmt: skip
    refused = book.post("/entries/customers/new/", told)
    assert refused.status_code == 422
    assert "请填写企业规模" in said(refused)
    taken = book.post("/entries/customers/new/", told | {"kind": "person"})
    assert taken.status_code == 302
    assert Customer.objects.get(name="新程数控").kind == "person"


def test_gaps_are_told_only_where_they_fit(book: Client) -> None:
    Customer.objects.filter(pk=id_of("K3")).update(kind="person")
    firm, person = (said(book.get(f"/customers/{id_of(one)}/")) for one in ("K1", "K3"))
    assert "企业规模" in firm.split("还没有：")[1].split("</p>")[0]
    assert "企业规模" not in person.split("还没有：")[1].split("</p>")[0]
    assert "身份证号码" not in person


def test_a_large_book_is_counted_behind_the_page(
    book: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fields, "AT_ONCE", 2)
    page = said(book.get("/settings/fields/"))
    assert "counts=1" in page
    assert "100.0%" not in page
    page = said(book.get("/settings/fields/?noun=customers&counts=1"))
    assert 'hx-trigger="load"' not in page
    assert "100.0%" in page


def test_an_own_field_is_a_column_of_the_list_and_of_its_file(
    admin: Viewer, book: Client, tmp_path: Path
) -> None:
    take_in(admin, tmp_path, "客户编号,信用状况,年营收(万元)\nK1,好,300\n")
    page = said(book.get("/customers/"))
    assert 'value="own.信用状况"' in page
    assert 'value="own.法人代表"' not in page  # masked
    book.post("/customers/columns/", {"column": ["type", "own.信用状况", "own.年营收"]})
    page = said(book.get("/customers/"))
    assert 'data-label="信用状况"' in page
    assert "良好" in page
    assert "300.0万" in page
    heads, row, *_ = said(book.get("/customers/export.csv")).splitlines()
    assert heads.endswith("类型,信用状况,年营收")
    assert row.endswith("成交,良好,3000000.0")


@pytest.mark.django_db(transaction=True)
def test_an_own_field_is_measured_by_both_its_names_also_after_an_edit(
    admin: Viewer, book: Client, tmp_path: Path
) -> None:
    """Formulas and dimensions read the snapshot, which reads what is committed."""
    take_in(admin, tmp_path, "客户编号,信用状况\nK1,好\nK2,差\nK3,好\n")
    post(book, "new/?noun=customers", **FAIRS)
    rev = Customer.objects.get(pk=id_of("K2")).rev
    typed = {"信用状况": "差", "展会届数": "5", "rev": rev}
    assert book.post(f"/customers/{id_of('K2')}/facts/", typed).status_code == 302
    post(book, "customers.展会届数/", **(FAIRS | {"label": "参展次数"}))
    for name in ("参展次数", "展会届数"):
        found = run_now("measure", admin, names=["客户总数"], where=f"{name} >= 4")
        assert found["total"] == {"客户总数": 1}
    found = run_now("measure", admin, names=["客户总数"], by=["信用状况", "参展次数"])
    rows = {(row["信用状况"], row["参展次数"]): row["客户总数"] for row in found["rows"]}
    assert rows == {("良好", None): 2, ("较差", "5"): 1}
