"""A sheet's rows in stored form, and the problem each bad cell or row gets."""

from datetime import date

import polars as pl
import pytest
from worked import cases

from zhike.clean.rows import CleanSheet, standardise
from zhike.playbook.load import load_builtin
from zhike.words.sheet import Column, Mapping, Sheet

PLAYBOOK = load_builtin("default")


def clean(kind: str, **cells: list[str | None]) -> CleanSheet:
    """Clean rows 2, 3, … of columns named `noun__field`, or `noun__field__unit`."""
    height = len(next(iter(cells.values())))
    columns = []
    for name in cells:
        noun, field, *unit = name.split("__")
        columns.append(Column(name, f"{noun}.{field}", *unit))
    frame = pl.DataFrame(
        {"_row": range(2, 2 + height), **cells},
        schema_overrides={"_row": pl.Int64} | dict.fromkeys(cells, pl.String),
    )
    sheet = Sheet("a.xlsx", "表", tuple(cells), frame)
    return standardise(sheet, Mapping(tuple(columns)), playbook=PLAYBOOK, kind=kind)


def told(made: CleanSheet) -> list[tuple[object, ...]]:
    return made.problems.select("row", "value", "rule", "severity").rows()


def test_every_kind_of_field_has_its_stored_form():
    made = clean(
        "customers",
        customers__external_id=["C1"],
        customers__size_text=["100－500人"],
        customers__ownership=["国企"],
        customers__founded=["2018年"],
        customers__stated_amount_fen__万元=["120"],
        customers__potential=["4"],
        customers__credit_code=["91310115ma1k35f2xf"],
        contacts__phone=["+86 139-1234-5678"],
        contacts__email=["A@Example.COM"],
        customers__续约次数=["3次"],
    )
    row = made.frame.rows(named=True)[0]
    assert row["customers.size_text"] == "100-500人"
    assert (row["customers.size_low"], row["customers.size_high"]) == (100, 500)
    assert row["customers.ownership"] == "国有"
    assert row["customers.founded"] == "2018"
    assert row["customers.stated_amount_fen"] == 120_0000_00
    assert row["customers.potential"] == 4
    assert row["customers.credit_code"] == "91310115MA1K35F2XF"
    assert (row["contacts.phone"], row["contacts.phone_kind"]) == ("13912345678", "手机")
    assert row["contacts.email"] == "A@example.com"
    assert row["customers.续约次数"] == 3
    assert made.own == {"customers": ("续约次数",)}
    assert made.problems.is_empty()


def test_an_unreadable_cell_is_left_out_and_the_row_stays():
    made = clean(
        "customers",
        customers__external_id=["C1", "C2"],
        customers__first_contact_on=["2024-02-30", "2024-05-01"],
        customers__potential=["6", "3.5"],
    )
    assert made.frame["customers.first_contact_on"].to_list() == [None, date(2024, 5, 1)]
    assert made.frame["customers.potential"].to_list() == [None, None]
    assert sorted(line[:2] for line in told(made)) == [(2, "2024-02-30"), (2, "6"), (3, "3.5")]
    assert {line[3] for line in told(made)} == {"warn"}


def test_a_closed_list_refuses_a_word_and_an_open_one_takes_it():
    made = clean(
        "customers",
        customers__external_id=["C1"],
        customers__customer_type=["随便"],
        customers__status=["考虑中"],
    )
    assert made.frame["customers.customer_type"].to_list() == [None]
    assert made.frame["customers.status"].to_list() == ["考虑中"]
    assert told(made) == [(2, "随便", "S3-13", "warn")]


def test_a_size_in_words_is_its_own_label():
    made = clean(
        "customers",
        customers__external_id=["1", "2", "3"],
        customers__size_text=["中小型企业", "大客户", "500万以下"],
    )
    assert made.frame["customers.size_label"].to_list() == ["中小企业", "大客户", None]
    assert made.frame["customers.size_high"].to_list() == [None, None, None]


def test_without_number_and_name_there_is_no_customer():
    made = clean("customers", customers__external_id=["", "C1"], customers__name=["暂无", None])
    assert made.frame["customers.external_id"].to_list() == ["C1"]
    assert made.fates["_rejected"].to_list() == [True, False]
    assert told(made) == [(2, "", "S3-05", "reject")]


def test_a_total_under_a_head_that_is_not_read_needs_no_key():
    cells = {"序号": ["1", "合计 ", "2"], "名称": ["甲厂", None, None]}
    sheet = Sheet("a.xlsx", "表", tuple(cells), pl.DataFrame({"_row": [2, 3, 4], **cells}))
    named = Mapping((Column("序号", ""), Column("名称", "customers.name")))
    made = standardise(sheet, named, playbook=PLAYBOOK, kind="customers")
    assert made.frame["customers.name"].to_list() == ["甲厂"]
    assert told(made) == [(3, "", "S3-07", "reject"), (4, "", "S3-07", "reject")]


def test_a_heading_or_a_note_between_rows_is_no_row_without_a_key():
    cells = {
        "序号": ["华东区", "1", "2", "注：不含税"],
        "名称": [None, "甲厂", None, None],
        "电话": [None, "13912345678", "13912345679", None],
    }
    sheet = Sheet("a.xlsx", "表", tuple(cells), pl.DataFrame({"_row": [2, 3, 4, 5], **cells}))
    paths = {"序号": "", "名称": "customers.name", "电话": "contacts.phone"}
    named = Mapping(tuple(Column(head, path) for head, path in paths.items()))
    made = standardise(sheet, named, playbook=PLAYBOOK, kind="customers")
    assert made.frame["customers.name"].to_list() == ["甲厂"]
    said = made.problems.select("row", "message").rows()
    assert [row for row, words in said if words.startswith("这一行只有一格")] == [2, 5]
    assert [row for row, words in said if "请补上其中一项" in words] == [4]


@pytest.mark.parametrize("word", ["合计", "总计", "Total"])
def test_a_row_of_totals_is_no_record(word):
    made = clean("customers", customers__external_id=["C1", None], customers__name=["甲", word])
    assert made.frame.height == 1
    assert told(made) == [(3, word, "S3-07", "reject")]


@pytest.mark.parametrize("case", cases("S0-29"), ids=lambda case: case["id"])
def test_first_contact_is_not_after_the_last(case):
    given = case["given"]
    made = clean(
        "customers",
        customers__external_id=["C1"],
        customers__first_contact_on=[given["首次接触时间"]],
        customers__stated_follow_up_on=[given["最近跟进时间"]],
    )
    assert made.problems["message"].to_list() == [case["expect"]["error"]]
    assert made.problems["column"].to_list() == ["customers__stated_follow_up_on"]


@pytest.mark.parametrize("case", cases("S1-24"), ids=lambda case: case["id"])
def test_a_promise_has_a_day(case):
    made = clean(
        "interactions",
        customers__external_id=["C001", "C001"],
        interactions__happened_on=[case["given"]["互动时间"]] * 2,
        interactions__next_step=[case["given"]["下一步行动"], "约定下次沟通"],
    )
    due = date.fromisoformat(case["expect"]["截止日期"])
    assert made.frame["interactions.next_due_on"].to_list() == [due, None]


def test_a_negative_answer_needs_words():
    made = clean(
        "interactions",
        customers__external_id=["1", "2", "3"],
        interactions__happened_on=["2024-05-01"] * 3,
        interactions__feedback=["消极", "消极", "积极"],
        interactions__feedback_words=[None, "太贵", None],
    )
    assert told(made) == [(2, "消极", "S1-09", "warn")]
    assert made.frame["interactions.feedback"].to_list() == ["消极", "消极", "积极"]


def test_a_note_without_a_day_is_listed_and_the_customer_stays():
    made = clean(
        "customers",
        customers__external_id=["1", "2"],
        customers__stated_follow_up_on=[None, "2024-05-20"],
        interactions__summary=["聊过", "聊过"],
    )
    assert told(made) == [(2, "聊过", "S1-07", "warn")]
    assert made.frame["interactions.happened_on"].to_list() == [None, date(2024, 5, 20)]


def test_a_cell_the_file_has_lost_says_why():
    frame = pl.DataFrame(
        {"_row": [2, 3], "编号": ["C1", "6222021234567890000"], "金额": ["#DIV/0!", "1"]}
    )
    damaged = frozenset({(3, "编号"), (2, "金额")})
    sheet = Sheet("a.xlsx", "表", ("编号", "金额"), frame, damaged=damaged)
    mapping = Mapping.of(
        [("编号", "customers.external_id"), ("金额", "customers.stated_amount_fen")]
    )
    made = standardise(sheet, mapping, playbook=PLAYBOOK, kind="customers")
    assert made.problems["message"].to_list()[0].startswith("这一格是公式错误 #DIV/0!")
    assert "已丢失最后几位" in made.problems["message"].to_list()[1]
    assert made.fates["_rejected"].to_list() == [False, True]


def test_an_empty_sheet_is_clean():
    made = clean("orders", orders__external_id=[])
    assert made.frame.is_empty()
    assert made.problems.is_empty()
