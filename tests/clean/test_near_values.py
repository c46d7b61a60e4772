"""Values that may be one: by spelling, by a word list, by a slip of the hand."""

from zhike.clean.near_values import Near, near_values
from zhike.playbook.load import load_builtin


def test_spelling_alone_makes_values_near_and_the_commonest_is_proposed():
    counts = {"采购经理": 40, "采购 经理": 3, "採購經理": 2, "财务": 9}
    assert near_values(counts) == [Near(("采购经理", "采购 经理", "採購經理"), "采购经理")]


def test_a_rare_value_one_character_off_is_near_a_common_one():
    assert near_values({"信息部主任": 30, "信息步主任": 2}) == [
        Near(("信息部主任", "信息步主任"), "信息部主任")
    ]
    assert near_values({"信息部主任": 30, "信息部主": 1})[0].values == ("信息部主任", "信息部主")


def test_what_is_told_apart_by_one_character_stays_apart():
    assert near_values({"二期项目组": 30, "三期项目组": 2}) == []
    assert near_values({"总工程师": 30, "副总工程师": 2}) == []
    assert near_values({"采购": 30, "采销": 2}) == []
    assert near_values({"信息部主任": 30, "信息步主任": 20}) == []  # too many for a slip


def test_a_word_list_says_what_is_one_and_how_it_is_called():
    standard = load_builtin("default").vocabulary("企业性质").standard
    assert near_values({"私企": 5, "民营企业": 3, "国有": 2}, standard=standard) == [
        Near(("私企", "民营企业"), "民营")
    ]


def test_no_values_are_near_nothing():
    assert near_values({}) == []
