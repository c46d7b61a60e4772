"""What people correct in the step is read in place of what was handed over, which stays."""

import polars as pl
from runs.taking import PLAYBOOK, fields, said, take, text

from zhike.clean.causes import by_cause
from zhike.runs.correcting import groups_of
from zhike.runs.understanding import Wish
from zhike.words.mending import MeantWord, MendedCell, Mending

LINES = (
    "客户编号,客户名称,联系电话,客户类型,所属行业,首次接触时间",
    "C1,甲公司,1380000,成交啦,软件,2024-02-30",
    "C2,乙公司,13912345678,成交啦,软件和信息技术服务业,2024-05-01",
    "C3,丙公司,139123456,成交啦,软件和信息技术服务业,2024-05-02",
)


def mend(**said: object) -> Wish:
    return Wish(mending=Mending(**said))


def test_a_corrected_cell_is_read_and_the_raw_one_stays(tmp_path):
    path = text(tmp_path / "五月.csv", *LINES)
    cell = MendedCell("五月.csv", "", 2, "联系电话", "13800001111", "王磊", "2026-11-22T10:00:00")
    made = take(path, wish=mend(cells=(cell,)))
    phones = [phone for (phone,) in fields(made, "contacts", "phone")]
    assert phones[0] == "13800001111"
    assert made.raw[0]["联系电话"][0] == "1380000"
    assert [row for row, column, *_ in said(made) if column == "联系电话"] == [4]


def test_a_word_is_meant_in_every_cell_of_its_field(tmp_path):
    path = text(tmp_path / "五月.csv", *LINES)
    before = take(path)
    assert {value for *_, column, value, _, _ in said(before) if column == "客户类型"} == {"成交啦"}
    made = take(path, wish=mend(words=(MeantWord("customers.customer_type", "成交啦", "成交"),)))
    assert fields(made, "customers", "customer_type") == fields(
        take(path, wish=mend(words=(MeantWord("customers.customer_type", "成交啦", "已成交"),))),
        "customers", "customer_type",
    )  # fmt: skip
    assert not [one for one in said(made) if one[1] == "客户类型"]
    emptied = take(path, wish=mend(words=(MeantWord("customers.customer_type", "成交啦", ""),)))
    assert not [one for one in said(emptied) if one[1] == "客户类型"]
    assert fields(emptied, "customers", "customer_type") == [(None,)] * 3


def test_a_corrected_cell_wins_over_its_word(tmp_path):
    path = text(tmp_path / "五月.csv", *LINES)
    cell = MendedCell("五月.csv", "", 3, "客户类型", "流失")
    word = MeantWord("customers.customer_type", "成交啦", "已成交")
    made = take(path, wish=mend(cells=(cell,), words=(word,)))
    one, two, three = (value for (value,) in fields(made, "customers", "customer_type"))
    assert one == three != two


def test_problems_are_put_together_by_what_mends_them(tmp_path):
    path = text(tmp_path / "五月.csv", *LINES)
    made = take(path)
    told = by_cause(made.problems, mapping=made.mapping, playbook=PLAYBOOK)
    groups = {
        (one["cause"], one["fix"], one["value"]): one
        for one in groups_of(told, playbook=PLAYBOOK, people=[])
    }
    word = groups["选项不认识", "word", "成交啦"]
    assert (word["times"], word["path"]) == (3, "customers.customer_type")
    assert word["proposed"] in word["choices"]
    day = groups["日期", "word", "2024-02-30"]
    assert day["choices"] == ["2024-02-29"]
    phones = [one for one in groups.values() if one["column"] == "联系电话"]
    assert sum(one["times"] for one in phones) == 2
    assert all(one["fix"] == "cell" for one in phones)


def test_a_city_outside_its_province_is_mended_cell_by_cell(tmp_path):
    """杭州 is right in another row, so no word may be given to all of them."""
    lines = ("C1,甲,江苏,杭州", "C2,乙,浙江,杭州", "C3,丙,江苏,杭州", "C4,丁,江苏,某地")
    path = text(tmp_path / "客户.csv", "客户编号,客户名称,省份,城市", *lines)
    made = take(path)
    told = by_cause(made.problems, mapping=made.mapping, playbook=PLAYBOOK)
    groups = groups_of(told, playbook=PLAYBOOK, people=[])
    assert [(g["cause"], g["fix"], g["times"]) for g in groups if g["column"] == "城市"] == [
        ("地区", "cell", 2), ("地区", "word", 1),
    ]  # fmt: skip
    cell = MendedCell("客户.csv", "", 2, "城市", "苏州")
    mended = take(path, wish=mend(cells=(cell,)))
    cities = [city for (city,) in fields(mended, "customers", "city")]
    assert cities == ["苏州市", "杭州市", None, None]


def test_an_unwanted_sheet_is_passed_over(tmp_path):
    path = text(tmp_path / "五月.csv", *LINES)
    other = text(tmp_path / "六月.csv", *LINES)
    made = take(path, other, wish=mend(kinds={"六月.csv#": "-"}))
    assert made.fates["new"] == 3
    assert [one.sheet.file for one in made.passed_over] == ["六月.csv"]
    assert made.problems.filter(pl.col("file") == "六月.csv").is_empty()


def test_a_patch_is_laid_over_and_signed():
    before = Mending().merged(
        {"cells": [["f", "s", 2, "h", "a"]], "words": [["p", "x", "y"]], "owners": {"小王": "+"}},
        by="王磊", at="then",
    )  # fmt: skip
    after = before.merged(
        {"cells": [["f", "s", 2, "h", "b"]], "words": [["p", "x", None]], "owners": {"小王": None},
         "answers": {"编号:C1": {"do": "skip"}}},
        by="李敏", at="now",
    )  # fmt: skip
    assert before.cells == (MendedCell("f", "s", 2, "h", "a", "王磊", "then"),)
    assert after.cells == (MendedCell("f", "s", 2, "h", "b", "李敏", "now"),)
    assert (after.words, after.owners) == ((), {})
    assert after.answers["编号:C1"].do == "skip"
    assert Mending.from_json(after.to_json()) == after


def test_the_order_of_days_is_said_once_for_the_column(tmp_path):
    path = text(
        tmp_path / "五月.csv", "客户编号,客户名称,首次接触时间",
        "C1,甲公司,03/04/2024", "C2,乙公司,5.6.2024", "C3,丙公司,24年5月10日", "C4,丁公司,24/5/11",
    )  # fmt: skip
    made = take(path)
    told = by_cause(made.problems, mapping=made.mapping, playbook=PLAYBOOK)
    groups = [one for one in groups_of(told, playbook=PLAYBOOK, people=[]) if one["path"]]
    assert [(one["value"], one["times"], one["proposed"]) for one in groups] == [
        ("*", 2, ""), ("**", 2, "年/月/日"),
    ]  # fmt: skip
    assert groups[0]["choices"] == ["月/日/年", "日/月/年"]
    when = "customers.first_contact_on"
    dmy = take(path, wish=mend(words=(MeantWord(when, "*", "日/月/年"),)))
    days = [str(day) for (day,) in fields(dmy, "customers", "first_contact_on")]
    assert days == ["2024-04-03", "2024-06-05", "None", "None"]
    ymd = take(path, wish=mend(words=(MeantWord(when, "**", "年/月/日"),)))
    days = [str(day) for (day,) in fields(ymd, "customers", "first_contact_on")]
    assert days == ["None", "None", "2024-05-10", "2024-05-11"]


def test_an_unknown_colleague_is_one_question_in_every_sheet_that_names_people(tmp_path):
    customers = text(
        tmp_path / "客户.csv", "客户编号,客户名称,跟进人", "C1,甲公司,小赵", "C2,乙公司,李明"
    )
    talks = text(
        tmp_path / "跟进.csv",
        "客户编号,跟进时间,互动方式,沟通内容摘要,跟进人",
        "C1,2024-05-01,电话,回访,小赵",
        "C2,2024-05-02,电话,报价,李明",
        "C2,2024-05-03,电话,签约,*顾问",
    )
    quotes = text(
        tmp_path / "报价.csv", "客户编号,报价单号,报价日期,金额,报价人", "C1,Q1,2024-05-03,100,小赵"
    )
    made = take(customers, talks, quotes)
    told = by_cause(made.problems, mapping=made.mapping, playbook=PLAYBOOK)
    (asked,) = groups_of(told, playbook=PLAYBOOK, people=[("liming", "李明")])
    assert (asked["fix"], asked["value"], asked["times"]) == ("owner", "小赵", 3)
    assert {place["file"] for place in asked["places"]} == {"客户.csv", "跟进.csv", "报价.csv"}
    assert fields(made, "interactions", "owner_id", "by_text") == [
        (None, "小赵"), (7, "李明"), (None, "*顾问"),
    ]  # fmt: skip
    for who, owned in (("李明", [7, 7, None]), ("", [None, 7, None])):
        settled = take(customers, talks, quotes, wish=mend(owners={"小赵": who}))
        assert said(settled) == []
        assert [one for (one,) in fields(settled, "interactions", "owner_id")] == owned
