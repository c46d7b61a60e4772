"""Workbooks to fill in: read as what they are for, checked while typed, samples passed over."""

import re
import zipfile
from pathlib import Path

import fastexcel
import polars as pl
import pytest
import xlsxwriter
from runs.taking import NOBODY

from zhike.collect.tables import table_of
from zhike.collect.template.books import TOGETHER, TOGETHER_NAME, empty_book, full_book
from zhike.collect.template.marks import SAMPLE, without_samples
from zhike.collect.template.paper import height_of
from zhike.playbook.load import load_builtin
from zhike.playbook.printed import Print, heads_of, print_named, prints
from zhike.runs.intake import propose
from zhike.runs.judging import Kept
from zhike.runs.understanding import Wish, read_files, understand
from zhike.words.problem import Refused
from zhike.words.proposal import Proposal

PLAYBOOK = load_builtin("default")
PEOPLE = ["王磊", "周小雨"]
FILLABLE = [one for one in prints(PLAYBOOK) if not one.is_report]
PRINTED = {  # rules.md §2, in their order
    "T0": (
        "客户编号 客户名称 联系人 联系方式 所属行业 企业规模 客户类型 需求类型 需求描述 "
        "接触渠道 首次接触时间 最近跟进时间 跟进人 跟进记录 当前状态 潜在价值评分 备注"
    ),
    "T1-1": (
        "客户ID 客户名称 行业 企业规模(员工数) 成立时间 关键联系人 联系人职位 首次合作时间 "
        "累计交易金额(万元)"
    ),
    "T1-2": "互动ID 客户ID 互动时间 互动方式 沟通内容摘要 跟进人 客户反馈 下一步行动",
    "T1-3": (
        "客户ID 近12个月交易额(万元) 利润率 合作稳定性(续约次数) 行业潜力(1-5分) "
        "综合得分(满分100) 优先级"
    ),
    "T1-4": "客户ID 行业标签 需求标签 风险标签 潜力标签",
    "T2-1": "客户编号 客户名称 所属行业 企业规模(营收) 合作起始时间 联系人 职务 客户类型 核心标注",
    "T2-2": (
        "客户编号 购买频次(次) 总购买金额(万元) 客单价(万元) 偏好产品类别 官网访问次数 "
        "参与活动次数 投诉次数 客户活跃度(分)"
    ),
    "T2-3": "客户编号 客户名称 客户价值评分 分层结果 核心行为特征 主要问题点",
    "T2-4": "客户分层 客户数量 占比 核心特征 问题点 改进建议 负责人 完成时间",
    "T3-1": (
        "客户编号 客户名称 联系人 联系电话 所属行业 客户类型 首次接触时间 最近跟进时间 "
        "累计交易金额(元) 客户状态 备注"
    ),
    "T3-2": (
        "报表名称 统计周期 新增客户数(个) 成交客户数(个) 总销售额(万元) 客单价(元) "
        "客户转化率(%) 复购率(%) 主要结论 行动建议"
    ),
    "T4-1": (
        "竞争对手名称 老/新产品数量及使用情况 客户满意度 销售渠道和模式 "
        "销售代表名字及销售特点 产品服务情况 销售代表与客户关系 VIP客户(ABC)"
    ),
}


def book_of(folder: Path, *names: str, title: str = "试") -> Path:
    """Write a template of some tables and return its path."""
    tables = [print_named(PLAYBOOK, name) for name in names]
    file = folder / "模板.xlsx"
    file.write_bytes(empty_book(tables, playbook=PLAYBOOK, people=PEOPLE, title=title))
    return file


def filled(file: Path, rows: dict[str, list[list[str]]]) -> Path:
    """Write the template again with rows below the sample, as people would fill it in."""
    book = fastexcel.read_excel(file)
    with xlsxwriter.Workbook(file.with_name("填好.xlsx")) as made:
        for name in book.sheet_names:
            if name.startswith("_") or name == "填写说明":
                continue
            cells = pl.DataFrame(book.load_sheet(name, header_row=None, dtypes="string"))
            sheet = made.add_worksheet(name)
            for at, row in enumerate([*cells.rows(), *rows.get(name, [])]):
                sheet.write_row(at, 0, ["" if cell is None else cell for cell in row])
    return file.with_name("填好.xlsx")


def take(file: Path) -> Proposal:
    """Return what an intake into an empty book would do."""
    kept = Kept(lambda _noun, _identities: NOBODY, owners={"王磊": 7})
    return propose(read_files([file], playbook=PLAYBOOK), playbook=PLAYBOOK, kept=kept)


@pytest.mark.parametrize("code", list(PRINTED))
def test_the_printed_heads_stand_in_their_order(code: str) -> None:
    assert list(heads_of(print_named(PLAYBOOK, code))) == PRINTED[code].split()


@pytest.mark.parametrize("one", FILLABLE, ids=lambda one: one.code)
def test_a_template_is_read_as_what_it_is_for(one: Print, tmp_path: Path) -> None:
    sheets = read_files([book_of(tmp_path, one.code)], playbook=PLAYBOOK)
    (sheet,) = sheets
    assert sheet.heads == tuple(heads_of(one))
    assert sheet.frame.height == 0  # the sample row is passed over
    ((found,), passed_over) = understand(sheets, playbook=PLAYBOOK, wish=Wish())
    assert (found.kind, found.printed, passed_over) == (one.noun, one, [])
    assert tuple(found.mapping.heads().values()) == one.paths


def test_a_book_of_linked_sheets_goes_in_as_it_is(tmp_path: Path) -> None:
    file = book_of(tmp_path, *TOGETHER, title=TOGETHER_NAME)
    with pytest.raises(Refused, match="只有表头，没有数据行"):
        take(file)
    rows = {
        "客户表": [["C9", "甲公司", "企业"]],
        "联系人表": [["P9", "C9", "", "赵一鸣", "", "", "13800001111"]],
        "跟进表": [["I9", "C9", "", "2024-05-20", "电话", "要样机"]],
        "订单表": [["O9", "C9", "", "2024-06-01", "12500"], ["O8", "C9", "", "2024-06-02", "300"]],
        "订单明细表": [
            ["O9", "C9", "", "2024-06-01", "1", "打印机", "", "1", "12000"],
            ["O9", "C9", "", "2024-06-01", "2", "碳带", "", "10", "500"],
        ],
    }
    made = take(filled(file, rows))
    assert made.fates == {"new": 7, "changed": 0, "same": 0, "unclear": 0, "rejected": 0}
    fresh = pl.col("_fate") == "new"
    assert {part.noun: part.rows.filter(fresh).height for part in made.parts} == {
        "customers": 1, "contacts": 1, "interactions": 1, "orders": 2, "order_lines": 2,
    }  # fmt: skip
    assert [note for note in made.problems["message"] if "示例" not in note] == []


def test_a_sample_row_counts_as_one_until_its_marks_are_gone(tmp_path: Path) -> None:
    file = book_of(tmp_path, "T3-1")
    (sheet,) = read_files([file], playbook=PLAYBOOK)
    assert sheet.notes == ("第 2 行是示例，没有导入；要当数据用，请把“【示例】”几个字去掉",)
    raw = pl.DataFrame(fastexcel.read_excel(file).load_sheet(0, dtypes="string"))
    assert raw["客户编号"][0] == f"{SAMPLE}C2024001"
    half = sheet.__class__("a", "", ("客户编号", "客户名称"), pl.DataFrame(
        {"_row": [2, 3], "客户编号": [f"{SAMPLE}C1", "C2"], "客户名称": ["真公司", "乙公司"]}
    ))  # fmt: skip
    assert without_samples(half).frame["客户编号"].to_list() == ["C2"]
    assert without_samples(without_samples(half)) is not half


def parts_of(file: Path) -> tuple[str, str]:
    """Return the first sheet's and the notes' text of a workbook."""
    with zipfile.ZipFile(file) as book:
        return (
            book.read("xl/worksheets/sheet1.xml").decode(),
            book.read("xl/comments1.xml").decode(),
        )


def test_cells_are_checked_while_people_type(tmp_path: Path) -> None:
    sheet, notes = parts_of(book_of(tmp_path, "T0"))
    checks = re.findall(r"<dataValidation .*?</dataValidation>", sheet)
    by_kind = {
        kind: [c for c in checks if f'type="{kind}"' in c] for kind in ("list", "date", "custom")
    }
    assert any("只能从下拉里选：潜在、意向、成交、流失。" in check for check in by_kind["list"])
    assert any("'_知客词表'" in check for check in by_kind["list"])
    assert len(by_kind["date"]) == 2
    assert "请写成日期，例如 2024-05-10。" in by_kind["date"][0]
    assert "手机号应有 11 位" in by_kind["custom"][0]
    assert "请填 1 到 5 的整数。" in sheet
    assert "必填。" in notes
    assert "例：C202405001" in notes


def test_codes_and_phones_stay_texts_and_heads_stay_in_sight(tmp_path: Path) -> None:
    file = book_of(tmp_path, "T0")
    sheet, _ = parts_of(file)
    assert 'ySplit="1"' in sheet
    with zipfile.ZipFile(file) as book:
        styles = book.read("xl/styles.xml").decode()
        shared = book.read("xl/sharedStrings.xml").decode()
    assert 'formatCode="@"' in styles or 'numFmtId="49"' in styles  # texts
    assert all(name in shared for name in PEOPLE)


def test_a_full_book_holds_texts_as_texts_and_days_as_days(tmp_path: Path) -> None:
    one = print_named(PLAYBOOK, "T1-2")
    row = ["=1+1", "007", None, "电话", "http://a.cn", "王磊", "", ""]
    file = tmp_path / "满.xlsx"
    file.write_bytes(full_book(one, [row], playbook=PLAYBOOK, people=PEOPLE, told="说明"))
    cells = pl.DataFrame(fastexcel.read_excel(file).load_sheet(0, dtypes="string")).row(0)
    assert cells[:2] == ("=1+1", "007")
    sheet, _ = parts_of(file)
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet


def test_an_unknown_table_names_the_near_ones() -> None:
    with pytest.raises(Refused, match="没有表格“T9”"):
        print_named(PLAYBOOK, "T9")
    assert print_named(PLAYBOOK, "quotes").title == "报价表"
    assert print_named(PLAYBOOK, "客户互动记录表").code == "T1-2"


def test_a_hidden_field_is_asked_for_no_more_and_the_table_is_known_without_it() -> None:
    entries = dict(PLAYBOOK.field_entries)
    entries["客户"] = tuple(
        entry.model_copy(update={"hidden": True}) if entry.column == "remark" else entry
        for entry in entries["客户"]
    )
    one = print_named(PLAYBOOK.revised(field_entries=entries), "T0")
    assert "备注" in heads_of(one)
    asked = heads_of(one.to_fill_in())
    assert "备注" not in asked
    assert table_of(asked, [one]) is one


def test_paper_is_readable_and_long_texts_have_room() -> None:
    assert height_of([(20, 34.0)]) is None
    assert height_of([(20, 34.0), (100, 34.0)]) == 4 * 15  # 33 letters a line
    assert height_of([(2_000, 24.0)]) == 8 * 15
