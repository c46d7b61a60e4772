"""Every rule that reads cells reads its own examples, and a changed cell says which one it was."""

from dataclasses import replace

import polars as pl
import pytest

from zhike.clean.dates import clean_dates
from zhike.clean.field_cells import clean_field
from zhike.clean.money import clean_money
from zhike.clean.phones import clean_phones
from zhike.clean.rule_book import every_rule, parts_of, read_by, rules_of, shown
from zhike.playbook.reading import read_builtin
from zhike.words.field import FieldSpec

BOOK = read_builtin()
KINDS = (
    "partial_date", "date", "moment", "phone", "money", "range", "whole", "number", "percent",
    "discount", "code", "yes_no", "text", "industry", "region", "credit_code", "email",
)  # fmt: skip
CLEAN = {"date": clean_dates, "phone": clean_phones}
FIRST = {rule.id: kind for kind in reversed(KINDS) for rule in rules_of(kind)}


def read(kind, cells, *, unit="", book=BOOK):
    vocabulary = "企业性质" if kind == "code" else ""
    field = FieldSpec("customers", "x", "栏目", kind, vocabulary=vocabulary)
    return clean_field(field, pl.Series(cells, dtype=pl.String), unit=unit, playbook=book)[0]


@pytest.mark.parametrize("rule", every_rule().values(), ids=every_rule())
def test_a_rule_reads_its_examples(rule):
    kind = FIRST[rule.id]
    cleaned = read(kind, list(rule.examples), unit=rule.unit)
    became = dict(cleaned.readings.select("raw", "value").iter_rows())
    kept = dict(zip(rule.examples, shown(kind, cleaned.values), strict=True))
    texts = [became.get(cell, kept[cell]) or "" for cell in rule.examples]
    if kind != "range":  # its odd forms are told by their ends
        assert texts == list(rule.examples.values())
    assert rule.id in "+".join(cleaned.readings["rule"]).split("+")
    assert 0.8 <= rule.confidence <= 1


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        ("date", "2024-05-01"),
        ("phone", "13912345679"),
        ("phone", "021-69995778-801"),
        ("money", "1250.50"),
        ("whole", "3"),
        ("percent", "0.25"),
        ("yes_no", "是"),
        ("code", "国有"),
        ("text", "张三"),
        ("region", "华东"),
        ("industry", "I65"),
    ],
)
def test_a_cell_that_is_kept_as_it_stands_was_changed_by_no_rule(kind, cell):
    assert read(kind, [cell]).readings is None


def test_a_cell_nobody_can_read_has_no_rule():
    cleaned = read("money", ["约三百", "1,250"])
    assert cleaned.readings.rows() == [("1,250", "1250", "S0-09.signs", 1)]
    assert cleaned.reasons[0] is not None


def test_several_forms_in_one_cell_are_all_told():
    (rule,) = read("date", ["民国一百一十三年五月一日"]).readings["rule"]
    assert rule == "S0-08.chinese-digits+S0-08.era-years"
    assert [one.version for one in parts_of(rule)] == [2, 1]


def test_cells_that_repeat_are_told_once_and_counted():
    cleaned = read("date", ["2024年5月1日", "2024-05-01"] * 10)
    assert cleaned.readings.rows() == [("2024年5月1日", "2024-05-01", "S0-08.day", 10)]


def test_what_a_rule_that_is_off_read_is_left_empty_with_a_reason():
    book = BOOK.revised(rules_off=("S0-09.unit",))
    cleaned = read("money", ["12.5万", "12.5"], book=book)
    assert cleaned.values.to_list() == [None, 1250]
    assert cleaned.reasons.to_list() == [
        "“12.5万”没有读入：规则“单元格里写的万、亿、千换成元”已停用，请改写这一格，或在清洗规则里启用它",
        None,
    ]
    assert cleaned.readings.is_empty()


def test_a_rule_without_which_nothing_could_be_read_stays_on():
    book = BOOK.revised(rules_off=("S3-44.width",))
    assert read("date", ["２０２４-０５-０１"], book=book).values.dt.to_string().to_list() == [
        "2024-05-01"
    ]


@pytest.mark.parametrize(
    ("kind", "unit", "cells"),
    [
        ("date", "", ["2024/5/1", "2024-05-01", "2024-5-01", "2024年5月1日", "2024.05.01"]),
        ("money", "", ["1250", "1250.50", "1,250", "¥1250", "1250元", "12.5万", "¥3万元", "0"]),
        ("money", "万元", ["1250", "0", "0.00", "1,250.5", "¥1250", "1250元", "12.5万", "3万元"]),
        ("phone", "", ["13912345679", "+8613912345679", "139 1234-5679", "021-69995778转801"]),
    ],
)
def test_a_rule_told_at_once_is_the_one_its_shape_says(kind, unit, cells):
    column = pl.Series(cells)
    cleaned = clean_money(column, unit=unit or "元") if kind == "money" else CLEAN[kind](column)
    assert cleaned.settled.all()
    told = read_by(kind, column, cleaned, unit=unit)
    alone = replace(cleaned, by=None, settled=None)
    assert told.to_list() == read_by(kind, column, alone, unit=unit).to_list()
