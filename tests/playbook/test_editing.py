"""Changing fields: each change gives a playbook that reads, and forgets nothing."""

import re

import pytest

from zhike.playbook.catalogue import customer_attributes
from zhike.playbook.checks import found_in_words
from zhike.playbook.editing import (
    add_field,
    change_field,
    dropped_words,
    hide_field,
    move_field,
    put_words,
    retire_field,
)
from zhike.playbook.load import dump, load_builtin, load_text
from zhike.playbook.serving import serve_goals
from zhike.words.problem import Refused

PLAYBOOK = load_builtin()


def test_a_new_field_is_written_and_read_back() -> None:
    made = add_field(
        PLAYBOOK, "customers", label="合作等级", kind="code", words=["金", "银", "金", " "],
        purpose="分级", audience="organisation", sensitivity="personal", retention_days=30,
    )  # fmt: skip
    again = load_text(dump(made))
    assert again.version == made.version != PLAYBOOK.version
    spec = again.field("customers.合作等级")
    assert (spec.own, spec.audience, spec.sensitivity, spec.retention_days) == (
        True, "organisation", "personal", 30,
    )  # fmt: skip
    assert [word.word for word in again.vocabulary("合作等级").words] == ["金", "银"]


def test_a_key_is_made_of_the_name() -> None:
    made = add_field(PLAYBOOK, "customers", label="返点（%）", kind="percent")
    assert made.fields("customers")[-1].name == "返点"
    made = add_field(made, "customers", label="返点!".rstrip("!"), kind="percent")
    assert made.fields("customers")[-1].name == "返点2"
    made = add_field(made, "customers", label="name", kind="text")
    assert made.fields("customers")[-1].name == "自有_name"  # never a column that there is


def test_a_renamed_field_is_known_by_both_names() -> None:
    made = change_field(PLAYBOOK, "customers.年营收", label="年销售收入")
    spec = made.field("customers.年营收")
    assert (spec.label, spec.former) == ("年销售收入", ("年营收",))
    assert "年营收" in spec.synonyms
    assert {"年销售收入", "年营收"} <= set(customer_attributes(made))
    assert found_in_words(made) == []  # the goal that names it 客户.年营收 still holds
    assert spec.goals == PLAYBOOK.field("customers.年营收").goals
    back = change_field(made, "customers.年营收", label="年营收")
    assert back.field("customers.年营收").former == ("年销售收入",)


def test_what_is_out_of_use_is_offered_no_more() -> None:
    names = {spec.name for spec in PLAYBOOK.offered("customers")}
    assert "身份证号码" not in names
    retired = retire_field(PLAYBOOK, "customers.年营收")
    assert names - {spec.name for spec in retired.offered("customers")} == {"年营收"}
    assert "年营收" in {spec.name for spec in retired.fields("customers")}
    assert retire_field(retired, "customers.年营收", retired=False).version == PLAYBOOK.version
    shown = hide_field(PLAYBOOK, "customers.身份证号码", hidden=False)
    assert {spec.name for spec in shown.offered("customers")} - names == {"身份证号码"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda: change_field(PLAYBOOK, "customers.remark", label="附注"), "自带的栏目，不能改名"),
        (lambda: retire_field(PLAYBOOK, "customers.remark"), "自带的栏目，不能停用"),
        (lambda: hide_field(PLAYBOOK, "customers.name"), "核心栏目，不能隐藏"),
        (lambda: hide_field(PLAYBOOK, "contacts.phone"), "核心栏目，不能隐藏"),
        (lambda: add_field(PLAYBOOK, "customers", label="客户 名称", kind="text"), "已经有了"),
        (lambda: add_field(PLAYBOOK, "customers", label="a.b", kind="text"), "不能有 . ! # |"),
        (lambda: add_field(PLAYBOOK, "customers", label="档", kind="code"), "至少要有一个词"),
        (lambda: add_field(PLAYBOOK, "planets", label="火星", kind="text"), "没有“planets”"),
        (lambda: put_words(PLAYBOOK, "信用状况", []), "至少要有一个词"),
    ],
)
def test_a_change_that_cannot_be_is_refused(change, said) -> None:
    with pytest.raises(Refused, match=re.escape(said)):
        change()


def test_words_keep_their_other_ways_of_writing() -> None:
    made = put_words(PLAYBOOK, "信用状况", ["较差", "一般", "很好"])
    words = made.vocabulary("信用状况")
    assert [word.word for word in words.words] == ["较差", "一般", "很好"]
    assert words.standard("拖欠") == "较差"
    assert dropped_words(PLAYBOOK, "信用状况", ["较差", "一般", "很好"]) == ["良好"]


def test_a_field_moves_within_its_noun() -> None:
    first, second, *_ = (spec.name for spec in PLAYBOOK.fields("customers"))
    made = move_field(PLAYBOOK, f"customers.{first}", by=1)
    assert [spec.name for spec in made.fields("customers")][:2] == [second, first]
    assert move_field(PLAYBOOK, f"customers.{first}", by=-1).version == PLAYBOOK.version


def test_hidden_fields_between_are_passed_over() -> None:
    first, second, third, *_ = (spec.name for spec in PLAYBOOK.fields("customers"))
    hidden = hide_field(PLAYBOOK, "customers.kind")
    assert third == "kind"
    made = move_field(hidden, f"customers.{second}", by=1)
    order = [spec.name for spec in made.fields("customers")]
    assert order[:4] == [first, "kind", "name", second]


def test_a_goal_keeps_what_else_says_the_same() -> None:
    made = serve_goals(PLAYBOOK, "customers.年营收", ())
    assert made.field("customers.年营收").goals == ()
    sizes = [item for item in made.goal("提升新客户签约率").items if item.name == "规模"]
    assert [item.fields for item in sizes] == [("客户.企业规模",)]
    bare = serve_goals(PLAYBOOK, "demands.budget_fen", ())
    assert [item.name for item in bare.goal("提升新客户签约率").items] == ["行业", "规模", "决策链"]
    for path in ("customers.demand_type", "demands.topic", "demands.budget_fen"):
        made = serve_goals(made, path, ())
    with pytest.raises(Refused, match="只看“需要时间”，不能再去掉"):
        serve_goals(made, "demands.needed_by", ())
