"""The share of filled key cells."""

import polars as pl
import pytest
from worked import cases

from zhike.clean.completeness import completeness
from zhike.words.field import FieldSpec

NAME = FieldSpec("customers", "name", "客户名称", "text")
PHONE = FieldSpec("contacts", "phone", "联系电话", "phone")


@pytest.mark.parametrize("case", cases("S3-11"), ids=lambda case: case["id"])
def test_the_printed_share(case):
    cells, filled = case["given"]["关键字段单元格"], case["given"]["已填"]
    frame = pl.DataFrame({"customers.name": ["甲"] * filled + [None] * (cells - filled)})
    said = completeness(frame, [NAME])
    assert round(said["rate"] * 100, 1) == case["expect"]["完整率_%"]
    assert (said["rate"] >= said["target"]) is case["expect"]["达标(≥95%)"]


def test_950_of_1000_reach_the_target():
    said = completeness(pl.DataFrame({"customers.name": ["甲"] * 950 + [""] * 50}), [NAME])
    assert said["rate"] == 0.95
    assert said["rate"] >= said["target"]


def test_fields_and_total_with_placeholders_and_absent_columns():
    frame = pl.DataFrame({"customers.name": ["甲", "暂无", None, "乙"]})
    said = completeness(frame, [NAME, PHONE], target=0.9)
    assert said["fields"][0] == {
        "field": "客户名称", "filled": 2, "cells": 4, "rate": 0.5, "target": 0.9
    }  # fmt: skip
    assert said["fields"][1]["filled"] == 0
    assert said["rate"] == 0.25


def test_no_rows_have_no_rate():
    assert completeness(pl.DataFrame({"customers.name": []}), [NAME])["rate"] is None
