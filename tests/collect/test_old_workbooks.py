"""Old .xls workbooks, read as the newer ones are."""

from datetime import date

import pytest
import xlsxwriter
from biff import write_xls

from zhike.collect import limits
from zhike.collect.files import read_file
from zhike.words.problem import Refused

NAMES = frozenset({"编号", "名称", "电话", "日期", "证件号", "姓名"})
ROWS = [["编号", "名称", "日期", "电话"], ["1", "甲", date(2024, 5, 1), 13812345678], ["2", "乙"]]


def test_an_old_workbook_reads_like_a_new_one(tmp_path):
    write_xls(tmp_path / "a.xls", ("客户", ROWS))
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as made:
        sheet = made.add_worksheet("客户")
        day = made.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, ROWS[0])
        sheet.write_row(1, 0, ["1", "甲"])
        sheet.write_datetime(1, 2, date(2024, 5, 1), day)
        sheet.write_number(1, 3, 13812345678)
        sheet.write_row(2, 0, ROWS[2])
    (old,) = read_file(tmp_path / "a.xls", aliases=NAMES)
    (new,) = read_file(tmp_path / "a.xlsx", aliases=NAMES)
    assert old.frame.rows() == [
        (2, "1", "甲", "2024-05-01", "13812345678"),
        (3, "2", "乙", *[None] * 2),
    ]
    assert (old.sheet, old.heads, old.frame.rows()) == (new.sheet, new.heads, new.frame.rows())


def test_titles_merged_heads_and_hidden_sheets_of_an_old_workbook(tmp_path):
    rows = [["某公司通讯录"], ["编号", "联系人"], ["", "姓名", "电话"], ["1", "张三", "0138"]]
    merged = [(1, 2, 0, 0), (1, 1, 1, 2)]
    path = write_xls(
        tmp_path / "a.xls", ("客户", rows), ("隐", [["编号"]]), merged=merged, hidden=["隐"]
    )
    (sheet,) = read_file(path, aliases=NAMES)
    assert sheet.title_rows == ("某公司通讯录",)
    assert sheet.heads == ("编号", "联系人-姓名", "联系人-电话")
    assert sheet.frame.rows() == [(4, "1", "张三", "0138")]
    assert sheet.notes == ("a.xls 中隐藏或空白的表没有读：隐",)


def test_a_large_old_workbook_says_that_merged_cells_were_not_looked_for(tmp_path, monkeypatch):
    rows = [["编号", "名称"], ["1", "甲"], ["2", ""]]
    path = write_xls(tmp_path / "a.xls", ("客户", rows), merged=[(1, 2, 1, 1)])
    (small,) = read_file(path, aliases=NAMES)
    assert small.frame["名称"].to_list() == ["甲", "甲"]
    monkeypatch.setattr(limits, "SMALL_UP_TO", 10)
    (large,) = read_file(path, aliases=NAMES)
    assert large.frame["名称"].to_list() == ["甲", None]
    assert large.notes == ("a.xls 较大，没有查找合并单元格；如有合并，请另存为 .xlsx 再导入",)


def test_lost_digits_are_seen_in_an_old_workbook_too(tmp_path):
    rows = [["编号", "证件号"], ["1", "110101199003077777"], ["2", 110101199003077777]]
    (sheet,) = read_file(write_xls(tmp_path / "a.xls", ("客户", rows)), aliases=NAMES)
    assert sheet.frame["证件号"][0] == "110101199003077777"
    assert sheet.damaged == {(3, "证件号")}


def test_a_locked_and_a_broken_old_workbook_are_refused(tmp_path):
    locked = write_xls(tmp_path / "锁.xls", ("客户", ROWS), locked=True)
    with pytest.raises(Refused, match=r"^锁\.xls 有打开密码，请去掉密码后再导入$"):
        read_file(locked, aliases=NAMES)
    broken = write_xls(tmp_path / "坏.xls", ("客户", ROWS))
    broken.write_bytes(broken.read_bytes()[:700])
    with pytest.raises(Refused, match=r"^坏\.xls 打不开：工作簿已损坏"):
        read_file(broken, aliases=NAMES)
