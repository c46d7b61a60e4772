"""What is exported comes back without a difference, and with exactly the cells that were edited."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import fastexcel
import polars as pl
import pytest
import xlsxwriter
from django.conf import settings
from journeys.full_book import full_book, write
from web.two_books import empty_house

from zhike.jobs.run import run_now
from zhike.playbook.load import load_builtin
from zhike.playbook.printed import prints
from zhike.records.batch.models import Batch
from zhike.records.contact.models import Contact
from zhike.records.history.models import HistoryLine
from zhike.records.rights import MayNot
from zhike.records.tag.models import Tag
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
People = dict[str, Viewer]
TABLES = prints(load_builtin())
ALONE = tuple(one.code for one in TABLES if one.code.startswith("T") and not one.is_report)
KINDS = tuple(one.code for one in TABLES if not one.code.startswith("T"))
PERSONAL = ("T0", "T1-2", "T2-1")
OWN = ("客户", "联系人", "跟进", "订单", "订单明细")


@pytest.fixture(scope="module")
def book(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[People]:
    """Return Viewers of a book whose every column is filled, kept for the snapshot to read."""
    with django_db_blocker.unblock():
        people = full_book(tmp_path_factory.mktemp("book"))
        mine = people["王磊"]
        yield people | {"王磊": replace(mine, may=mine.may | {"export"})}
        empty_house()


def export(viewer: Viewer, folder: Path, table: str, kind: str, *, full: bool = False) -> Path:
    """Export one table and return its file."""
    told = run_now("export_table", viewer, table=table, format=kind, out=str(folder), full=full)
    assert told["rows"] > 0, table
    return Path(told["file"])


def check(viewer: Viewer, *files: Path) -> dict[str, Any]:
    """Hand files over; returns what they would do and change. Nothing is written."""
    answer: dict[str, Any] = run_now("propose_import", viewer, paths=[str(file) for file in files])
    changes = run_now("read_changes", viewer, batch=answer["batch"])
    return {**answer, **changes}


def assert_nothing_new(told: dict[str, Any]) -> None:
    """Every row must be the same, and nothing worth a word but what is said of whole sheets."""
    assert {fate: told[fate] for fate in ("new", "changed", "unclear", "rejected")} == {
        "new": 0, "changed": 0, "unclear": 0, "rejected": 0,
    }, (told["records"], told["problems"])  # fmt: skip
    assert told["records"] == []
    assert [line for line in told["problems"] if line["row"]] == []
    assert told["same"] > 0


@pytest.mark.parametrize("table", ALONE)
def test_a_printed_table_comes_back_without_a_difference(
    book: People, tmp_path: Path, table: str
) -> None:
    assert_nothing_new(check(book["管理员"], export(book["管理员"], tmp_path, table, "xlsx")))
    if table in PERSONAL:  # masked in another way for who sees less
        assert_nothing_new(check(book["王磊"], export(book["王磊"], tmp_path, table, "csv")))


def test_all_kinds_come_back_together_without_a_difference(book: People, tmp_path: Path) -> None:
    admin, mine = book["管理员"], book["王磊"]
    files = [export(admin, tmp_path, kind, "csv", full=True) for kind in KINDS]
    assert_nothing_new(check(admin, *files))
    own = [export(mine, tmp_path, kind, "xlsx") for kind in OWN]
    assert_nothing_new(check(mine, *own))


@pytest.mark.parametrize("table", ["T0", "T3-1"])
def test_whole_numbers_come_back_as_masked_ones_do(
    book: People, tmp_path: Path, table: str
) -> None:
    assert_nothing_new(
        check(book["王磊"], export(book["王磊"], tmp_path, table, "xlsx", full=True))
    )


def edited(file: Path, *cells: tuple[int, str, str]) -> Path:
    """Write the file again with some cells changed: (row from 0, head, text)."""
    if file.suffix == ".csv":
        with file.open(encoding="utf-8-sig", newline="") as text:
            heads, *rows = list(csv.reader(text))
        for row, head, value in cells:
            rows[row][heads.index(head)] = value
        with file.open("w", encoding="utf-8-sig", newline="") as text:
            csv.writer(text).writerows([heads, *rows])
        return file
    frame = pl.DataFrame(fastexcel.read_excel(file).load_sheet(0, dtypes="string"))
    for row, head, value in cells:
        frame = frame.with_columns(
            pl.when(pl.int_range(pl.len()) == row).then(pl.lit(value)).otherwise(head).alias(head)
        )
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False}) as made:
        sheet = made.add_worksheet("改过")
        sheet.write_row(0, 0, frame.columns)
        for at, row_cells in enumerate(frame.iter_rows(), 1):
            sheet.write_row(at, 0, row_cells)
    return file


@pytest.mark.parametrize(
    ("table", "kind", "cells", "changes"),
    [
        ("T0", "xlsx", ((0, "潜在价值评分", "2"), (1, "企业规模", "50-99人")),
         {("潜在价值评分", "3", "2"), ("企业规模", "中小企业", "50-99人")}),
        ("T2-1", "csv", ((0, "所属行业", "食品制造业"), (0, "职务", "厂长")),
         {("所属行业", "软件和信息技术服务业", "食品制造业"), ("联系人职位", "采购经理", "厂长")}),
        ("T1-2", "csv", ((0, "客户反馈", "消极"), (1, "沟通内容摘要", "改了话")),
         {("客户反馈", "积极", "消极"), ("沟通内容摘要", "-要看样机", "改了话")}),
        ("客户", "xlsx", ((0, "联系电话", "13800009999"), (0, "客户状态", "暂停跟进")),
         {("联系电话", "138****1111", "138****9999"), ("客户状态", "跟进中", "暂停跟进")}),
        ("报价", "csv", ((0, "报价金额(元)", "8000"), (1, "报价日期", "2024-05-11")), None),
        ("订单", "xlsx", ((0, "金额(元)", "9000"), (3, "订单日期", "2024-05-11")), None),
    ],
)  # fmt: skip
def test_two_edited_cells_are_shown_and_nothing_else(
    book: People, tmp_path: Path, table: str, kind: str, cells: Any, changes: Any
) -> None:
    file = edited(export(book["管理员"], tmp_path, table, kind), *cells)
    told = check(book["管理员"], file)
    assert (told["new"], told["unclear"], told["rejected"]) == (0, 0, 0), told["problems"]
    shown = {
        (field["label"], field["before"], field["after"])
        for record in told["records"]
        for field in record["fields"]
    }
    assert len(shown) == 2, shown
    assert changes in (None, shown)
    assert sum(told["columns"].values()) == 2


def test_a_figure_typed_over_is_told_and_never_written(book: People, tmp_path: Path) -> None:
    file = edited(
        export(book["管理员"], tmp_path, "T2-2", "csv"),
        (0, "购买频次(次)", "99"), (0, "偏好产品类别", "别的"), (0, "客户活跃度(分)", ""),
    )  # fmt: skip
    told = check(book["管理员"], file)
    assert (told["changed"], told["records"]) == (0, [])
    said = [
        (line["column"], line["value"], line["rule"]) for line in told["problems"] if line["row"]
    ]
    assert said == [("购买频次(次)", "99", "S0-05"), ("偏好产品类别", "别的", "S0-05")]
    assert any("由系统算出" in line["message"] for line in told["problems"])


def test_a_report_is_known_and_nothing_of_it_is_taken_in(book: People, tmp_path: Path) -> None:
    made = run_now("export_table", book["管理员"], table="T3-2", out=str(tmp_path), format="csv")
    heads = next(one for one in TABLES if one.code == "T2-4").heads
    row = ["A类", "3", "12.5%", "客单价高", "", "回访", "李敏", "2024-07-01"]
    by_hand = write(tmp_path / "结论.csv", [head.head for head in heads], [row])
    for file in (made["file"], str(by_hand)):
        told = run_now("propose_import", book["管理员"], paths=[file])
        assert sum(told[fate] for fate in ("new", "changed", "same", "unclear", "rejected")) == 0
        assert ["是报表" in line["message"] for line in told["problems"]] == [True]


def test_new_tags_of_a_sheet_are_set_and_taken_off_again(book: People, tmp_path: Path) -> None:
    admin = book["管理员"]
    before = set(Tag.objects.filter(gone_at=None).values_list("customer_id", "tag", "origin"))
    file = edited(
        export(admin, tmp_path, "T1-4", "csv"),
        (0, "风险标签", "竞品接触频繁、决策链复杂(需CTO参与)"), (1, "需求标签", "技术改造"),
    )  # fmt: skip
    told = check(admin, file)
    assert told["counts"]["tags"]["new"] == 2  # 竞品接触中 is borne already
    assert [field["after"] for r in told["records"] for field in r["fields"]] == [
        "＋决策链不稳定", "＋技术升级",
    ]  # fmt: skip
    run_now("accept_import", admin, batch=told["batch"])
    fresh = Tag.objects.filter(gone_at=None, origin="hand", evidence__contains="客户标签分类表")
    assert set(fresh.values_list("tag", "family")) == {
        ("决策链不稳定", "风险"),
        ("技术升级", "需求"),
    }
    assert_nothing_new(check(admin, file))
    run_now("undo_import", admin, batch=told["batch"])
    after = set(Tag.objects.filter(gone_at=None).values_list("customer_id", "tag", "origin"))
    assert after == before


def test_masked_cells_never_replace_what_is_kept(book: People, tmp_path: Path) -> None:
    kept = list(Contact.objects.order_by("id").values_list("name", "phone", "phone_kind", "email"))
    file = edited(export(book["王磊"], tmp_path, "联系人", "csv"), (0, "联系人职位", "总经理"))
    told = check(book["王磊"], file)
    assert "138****1111" in file.read_text("utf-8-sig")
    assert told["columns"] == {"contacts.title": 1}
    run_now("accept_import", book["王磊"], batch=told["batch"])
    assert kept == list(
        Contact.objects.order_by("id").values_list("name", "phone", "phone_kind", "email")
    )


def test_no_cell_is_run_as_a_formula(book: People, tmp_path: Path) -> None:
    text = export(book["管理员"], tmp_path, "T0", "csv").read_text("utf-8-sig")
    assert ",'=1+1 爱比价" in text
    file = export(book["管理员"], tmp_path, "T0", "xlsx")
    cells = pl.DataFrame(fastexcel.read_excel(file).load_sheet(0, dtypes="string"))
    assert "=1+1 爱比价" in cells["备注"].to_list()


def test_who_may_not_export_gets_nothing_and_every_export_is_noted(
    book: People, tmp_path: Path
) -> None:
    with pytest.raises(MayNot, match="不能导出表格"):
        run_now("export_table", book["周小雨"], table="T0", out=str(tmp_path))
    blind = replace(book["王磊"], may=book["王磊"].may - {"see_full"})
    with pytest.raises(MayNot, match="完整的姓名和电话"):
        run_now("export_table", blind, table="T0", out=str(tmp_path), full=True)
    told = run_now("export_table", book["王磊"], table="T0", out=str(tmp_path))
    noted = HistoryLine.objects.filter(action__startswith="导出").latest("id")
    assert noted.after == {
        "table": "T0 客户信息收集与动态跟踪表",
        "rows": told["rows"],
        "full": False,
    }
    assert told["rows"] == 3  # not the customer of 周小雨


def test_a_reference_of_another_book_is_not_taken_for_ours(book: People, tmp_path: Path) -> None:
    file = export(book["管理员"], tmp_path, "跟进", "csv")
    text = file.read_text("utf-8-sig")
    assert "知客" in text
    file.write_text(text.replace("-", "-", 1).replace("知客", "知客9"), "utf-8-sig")
    told = check(book["管理员"], file)
    assert told["counts"]["interactions"]["changed"] == 0
    assert Batch.objects.filter(state="待确认").exists()
    assert settings.HOME.batch(told["batch"]).exists()
