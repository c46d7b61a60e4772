"""Rows given as words become a sheet like one read from a file."""

import re
from pathlib import Path

import pytest

from zhike.collect.files import read_file
from zhike.collect.given import settled, sheet_of, texts_of
from zhike.words.field import FieldSpec
from zhike.words.problem import Refused


def test_every_key_is_a_head_and_a_missing_one_an_empty_cell():
    sheet = sheet_of([{"客户名称": "甲", "电话": "1"}, {"客户名称": "乙", "备注": ""}], file="接口")
    assert sheet.heads == ("客户名称", "电话", "备注")
    assert sheet.frame.rows() == [(1, "甲", "1", None), (2, "乙", None, None)]
    assert (sheet.file, sheet.sheet) == ("接口", "")


def test_no_rows_make_an_empty_sheet():
    assert sheet_of([], file="接口").frame.height == 0


FIELDS = (
    FieldSpec("customers", "name", "客户名称", "text", ("公司名称",)),
    FieldSpec("customers", "region", "区域", "region", ("大区",)),
)


def test_values_of_json_are_said_as_cells_say_them() -> None:
    rows = texts_of([{" a ": 12, "b": 1.5, "c": True, "d": None, "e": 1e21, "f": "半\ud800个\x00"}])
    assert rows == [
        {"a": "12", "b": "1.5", "c": "是", "d": None, "e": "1" + "0" * 21, "f": "半?个"}
    ]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ({}, "rows 要是一个列表"),
        ([1], "第 0 项（从 0 数）不是对象"),
        ([{"a": 1}, {"a": [1]}], "第 1 项（从 0 数）的“a”不是一个值"),
        ([{"a": float("nan")}], "不是一个值"),
    ],
)
def test_what_is_no_list_of_flat_rows_is_refused(rows: object, said: str) -> None:
    with pytest.raises(Refused, match=re.escape(said)):
        texts_of(rows)


def test_a_field_has_one_head_however_it_is_called() -> None:
    rows, columns = settled([{"大区": "华东"}, {"customers.region": "华南", "name": "甲"}], FIELDS)
    assert columns == {"customers.region": "大区", "customers.name": "name"}
    assert rows == [{"大区": "华东"}, {"大区": "华南", "name": "甲"}]
    with pytest.raises(Refused, match="第 0 项（从 0 数）的“大区”和“区域”是一个意思"):
        settled([{"区域": "华东", "大区": "华南"}], FIELDS)
    with pytest.raises(Refused, match="不认识的栏目“客户名”，最接近的是：客户名称"):
        settled([{"客户名": "甲"}], FIELDS)


@pytest.mark.parametrize(
    ("name", "text", "rows"),
    [
        (
            "a.json",
            '[{"客户名称": "甲", "区域": 1}, {}, {"客户名称": "乙"}]',
            [(1, "甲"), (3, "乙")],
        ),
        ("a.jsonl", '{"客户名称": "甲"}\n\n{"客户名称": "乙"}\n', [(1, "甲"), (2, "乙")]),
    ],
)
def test_json_is_a_format_of_files(
    tmp_path: Path, name: str, text: str, rows: list[tuple[int, str]]
) -> None:
    file = tmp_path / name
    file.write_text(text, "utf-8")
    (sheet,) = read_file(file, aliases={"客户名称", "区域"})
    assert sheet.frame.select("_row", "客户名称").rows() == rows


def test_what_is_no_json_is_one_sentence(tmp_path: Path) -> None:
    for text in (b"{", b"\xff", b"1", b"[" * 100_000, b"[[1]]"):
        file = tmp_path / "a.json"
        file.write_bytes(text)
        with pytest.raises(Refused):
            read_file(file, aliases={"客户名称"})
