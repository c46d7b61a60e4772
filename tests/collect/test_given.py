"""Rows given as words become a sheet like one read from a file."""

from zhike.collect.given import sheet_of


def test_every_key_is_a_head_and_a_missing_one_an_empty_cell():
    sheet = sheet_of([{"客户名称": "甲", "电话": "1"}, {"客户名称": "乙", "备注": ""}], file="接口")
    assert sheet.heads == ("客户名称", "电话", "备注")
    assert sheet.frame.rows() == [(1, "甲", "1", None), (2, "乙", None, None)]
    assert (sheet.file, sheet.sheet) == ("接口", "")


def test_no_rows_make_an_empty_sheet():
    assert sheet_of([], file="接口").frame.height == 0
