"""Files people hand over, good and bad, read from disk."""

import zipfile
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from zhike.collect import limits
from zhike.collect.files import read_file
from zhike.words.problem import Refused

NAMES = frozenset({"编号", "名称", "电话", "日期", "证件号", "姓名"})
EXAMPLES = Path(__file__).parent.parent / "examples"


def book(path: Path, *sheets: tuple[str, list[list[object]]], **options: object) -> Path:
    with xlsxwriter.Workbook(path, dict(options)) as made:
        for name, rows in sheets:
            sheet = made.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return path


def test_rows_keep_the_numbers_the_file_shows(tmp_path):
    rows = [[], ["某公司通讯录"], [], ["编号", "名称"], ["1", "甲"], ["", " "], [], ["2", "乙"]]
    (sheet,) = read_file(book(tmp_path / "五月.xlsx", ("客户", rows)), aliases=NAMES)
    assert sheet.frame.rows() == [(5, "1", "甲"), (8, "2", "乙")]
    assert sheet.title_rows == ("某公司通讯录",)
    assert str(sheet.place(8, "名称")) == "五月.xlsx#客户!8 名称"


def test_cells_are_text_as_the_sheet_shows_them(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as made:
        sheet = made.add_worksheet()
        day = made.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, ["电话", "名称", "日期"])
        sheet.write_row(1, 0, [13812345678, "0138", 45413], day)
        sheet.write_number(1, 0, 13812345678)
    (read,) = read_file(tmp_path / "a.xlsx", aliases=NAMES)
    assert read.frame.rows() == [(2, "13812345678", "0138", "2024-05-01")]


def test_long_numbers_are_told_from_long_texts(tmp_path):
    rows = [["证件号", "名称"], ["110101199003077777", "甲"], [110101199003077777, "乙"]]
    (sheet,) = read_file(book(tmp_path / "a.xlsx", ("客户", rows)), aliases=NAMES)
    assert sheet.frame["证件号"][0] == "110101199003077777"
    assert sheet.damaged == {(3, "证件号")}


def test_a_failed_formula_keeps_its_error_and_is_marked(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as made:
        sheet = made.add_worksheet()
        sheet.write_row(1, 1, ["编号", "电话"])
        sheet.write_row(2, 1, ["1", "x"])
        sheet.write_formula(2, 2, "=VLOOKUP(1,A1:A2,1)", "", "#N/A")
    (read,) = read_file(tmp_path / "a.xlsx", aliases=NAMES)
    assert read.frame.rows() == [(3, "1", "#N/A")]
    assert read.damaged == {(3, "电话")}


def test_hidden_and_empty_sheets_are_passed_over_with_a_note(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as made:
        for name in ("客户", "空", "隐"):
            made.add_worksheet(name)
        made.get_worksheet_by_name("客户").write_row(0, 0, ["编号", "名称"])
        made.get_worksheet_by_name("隐").write_row(0, 0, ["编号", "名称"])
        made.get_worksheet_by_name("隐").hide()
    (sheet,) = read_file(tmp_path / "a.xlsx", aliases=NAMES)
    assert sheet.sheet == "客户"
    assert sheet.notes == ("a.xlsx 中隐藏或空白的表没有读：空、隐",)


def test_sheets_without_a_head_are_noted_when_another_has_one(tmp_path):
    path = book(tmp_path / "a.xlsx", ("客户", [["编号", "名称"]]), ("说明", [["填表须知"], ["略"]]))
    (sheet,) = read_file(path, aliases=NAMES)
    assert "a.xlsx#说明 的前 30 行里没有找到表头" in sheet.notes[0]


def test_two_row_heads_are_joined_where_cells_are_merged(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as made:
        sheet = made.add_worksheet()
        sheet.merge_range("A1:A2", "编号")
        sheet.merge_range("B1:C1", "联系人")
        sheet.write_row(1, 1, ["姓名", "电话"])
        sheet.write_row(2, 0, ["1", "张三", "13812345678"])
    (read,) = read_file(tmp_path / "a.xlsx", aliases=NAMES)
    assert read.heads == ("编号", "联系人-姓名", "联系人-电话")
    assert read.frame.rows() == [(3, "1", "张三", "13812345678")]


def test_merged_cells_of_a_long_sheet_are_filled_down(tmp_path):
    """The ranges stand behind 3,000 rows: row 2 covers 3, row 3,000 covers the next two."""
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, ["编号", "名称"])
        for row in range(1, 3002):
            sheet.write_row(row, 0, [str(row), f"第{row}家"])
        sheet.merge_range("B2:B3", "华东")
        sheet.merge_range("B3000:B3002", "华南")
    (read,) = read_file(tmp_path / "a.xlsx", aliases=NAMES)
    regions = read.frame.to_series(2)
    assert [regions[at] for at in (0, 1, 2, -4, -3, -2, -1)] == [
        "华东", "华东", "第3家", "第2998家", "华南", "华南", "华南",
    ]  # fmt: skip
    assert "3 个合并单元格按合并区域第一格的值补齐" in read.notes


def test_unnamed_and_repeated_heads_are_told_apart(tmp_path):
    rows = [["编号", "名称", "", "名称", ""], ["1", "甲", "x", "乙", ""]]
    (sheet,) = read_file(book(tmp_path / "a.xlsx", ("客户", rows)), aliases=NAMES)
    assert sheet.heads == ("编号", "名称", "列3", "名称 (2)")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "big5"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_in_any_encoding_and_delimiter(tmp_path, encoding, delimiter):
    names = ["編號", "名稱", "電話"] if encoding == "big5" else ["编号", "名称", "电话"]
    lines = [names, ["1", "台中天子公司", "0138"], ["2", "上海公司", ""]]
    text = "\r\n".join(delimiter.join(line) for line in lines)
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    (sheet,) = read_file(tmp_path / "a.csv", aliases=NAMES)
    assert sheet.frame.rows() == [(2, "1", "台中天子公司", "0138"), (3, "2", "上海公司", None)]
    assert sheet.sheet == ""


def test_a_quoted_line_break_does_not_shift_the_line_numbers(tmp_path):
    text = '某公司\n\n编号,名称\n1,"甲\n公司"\n\n2,乙\n'
    (tmp_path / "a.csv").write_text(text, "utf-8")
    (sheet,) = read_file(tmp_path / "a.csv", aliases=NAMES)
    assert sheet.frame.rows() == [(4, "1", "甲\n公司"), (7, "2", "乙")]


def test_stray_quotes_and_overlong_lines_lose_nothing(tmp_path):
    text = '编号,名称\n1,5" 屏\n2,乙,多出来的\n'
    (tmp_path / "a.csv").write_text(text, "utf-8")
    (sheet,) = read_file(tmp_path / "a.csv", aliases=NAMES)
    assert sheet.frame.rows() == [(2, "1", '5" 屏', None), (3, "2", "乙", "多出来的")]


def refusal(path: Path) -> str:
    with pytest.raises(Refused) as why:
        read_file(path, aliases=NAMES)
    return str(why.value)


def test_bad_files_are_refused_in_one_sentence(tmp_path):
    (tmp_path / "空.xlsx").touch()
    (tmp_path / "网页.xls").write_text("<html><table></table></html>", "utf-8")
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04" + b"\x00" * 200)
    (tmp_path / "图.png").write_bytes(b"\x89PNG")
    (tmp_path / "程序.csv").write_bytes(b"\x7fELF\x00\x01\x02" * 40)
    assert refusal(tmp_path / "没有.xlsx").startswith("找不到文件")
    assert refusal(tmp_path / "空.xlsx") == "空.xlsx 是空文件，没有可导入的内容，请重新导出一份"
    assert "网页.xls 不是工作簿，内容是网页" in refusal(tmp_path / "网页.xls")
    assert "坏.xlsx 打不开" in refusal(tmp_path / "坏.xlsx")
    assert "格式不认识" in refusal(tmp_path / "图.png")
    assert "程序.csv 不是文本文件" in refusal(tmp_path / "程序.csv")


def test_a_zip_that_is_no_workbook_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as packed:
        packed.writestr("x.txt", "x")
    assert "工作簿已损坏" in refusal(tmp_path / "a.xlsx")


def test_a_zip_bomb_is_refused_before_it_is_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "RATIO_MATTERS_FROM", 1024**2)
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", "0" * 8 * 1024**2)
    assert "超过上限，没有打开" in refusal(tmp_path / "a.xlsx")


def test_sheets_larger_than_the_limits_are_refused(tmp_path, monkeypatch):
    path = book(tmp_path / "a.xlsx", ("客户", [["编号", "名称", "电话"], ["1", "甲", ""]]))
    monkeypatch.setattr(limits, "MAX_COLUMNS", 2)
    assert "a.xlsx#客户 有 3 列，最多读 2 列" in refusal(path)
    monkeypatch.setattr(limits, "MAX_COLUMNS", 10)
    monkeypatch.setattr(limits, "MAX_ROWS", 1)
    assert "最多读 1 行" in refusal(path)
    monkeypatch.setattr(limits, "MAX_SHEETS", 0)
    assert "有 1 张表，最多读 0 张" in refusal(path)


def test_without_a_known_head_nothing_is_read(tmp_path):
    path = book(tmp_path / "a.xlsx", ("客户", [["甲", "乙"], ["1", "2"]]))
    assert refusal(path).startswith("a.xlsx#客户 的前 30 行里没有找到表头")


def test_a_file_of_blanks_only_has_no_sheet(tmp_path):
    (tmp_path / "a.csv").write_text("\n ,\n\n", "utf-8")
    assert "没有可读的表" in refusal(tmp_path / "a.csv")


@pytest.mark.parametrize("name", ["T0", "T1-1", "T1-2", "T3-1"])
def test_the_printed_tables_read_alike_as_workbook_and_text(name):
    names = frozenset({"客户编号", "客户名称", "客户id", "互动id"})
    (made,) = read_file(EXAMPLES / f"{name}.xlsx", aliases=names)
    (text,) = read_file(EXAMPLES / f"{name}.csv", aliases=names)
    assert made.heads == text.heads
    assert made.frame.drop("_row").equals(text.frame.drop("_row"))
    assert made.frame["_row"][0] == 4
    assert text.frame["_row"][0] == 2
    assert all(kind == pl.String for kind in made.frame.drop("_row").schema.values())


def test_errors_written_into_a_text_file_are_marked(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("编号,电话\n1,#REF!\n\n2,139\n", "utf-8")
    (sheet,) = read_file(path, aliases=NAMES)
    assert sheet.damaged == {(2, "电话")}
