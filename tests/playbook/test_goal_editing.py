"""Collecting goals are made, renamed, retired and brought back; none is without a purpose."""

import pytest

from zhike.playbook import goal_editing
from zhike.playbook.load import load_builtin
from zhike.playbook.reading import dump, read_text
from zhike.words.problem import Refused

BOOK = load_builtin()
SIGN = "提升新客户签约率"
ITEMS = [("展会", ["客户.接触渠道"]), ("", ["区域", ""])]
NEW = "企业新客户开发"


def test_a_goal_is_made_with_items_that_name_themselves() -> None:
    book = goal_editing.add_goal(BOOK, name=" 展会跟进 ", purpose=NEW, target=0.8, items=ITEMS)
    goal = book.goal("展会跟进")
    assert [(item.name, item.fields) for item in goal.items] == [
        ("展会", ("客户.接触渠道",)),
        ("区域", ("客户.区域",)),
    ]
    assert (goal.purpose, goal.target, goal.months) == (NEW, 0.8, None)
    assert "展会跟进" in book.field("customers.region").goals
    assert read_text(dump(book)) == book


@pytest.mark.parametrize(
    ("values", "trouble"),
    [
        ({"purpose": ""}, "请选这个目标的用途，三选一：企业新客户开发、"),
        ({"purpose": "随便看看"}, "请选这个目标的用途"),
        ({"name": " "}, "请写收集目标的名称"),
        ({"name": SIGN}, "“提升新客户签约率”已经有了，请换一个名称"),
        ({"items": []}, "收集目标至少要有一项"),
        ({"items": [("预算", [])]}, "“预算”这一项没有写看哪个字段"),
        (
            {"items": [("行业", ["客户.所属行叶"])]},
            "没有字段“客户.所属行叶”，相近的：客户.所属行业",
        ),
        ({"items": [*ITEMS, ("展会", ["客户.区域"])]}, "“展会”写了两次"),
    ],
)
def test_what_cannot_be_a_goal_is_refused(values: dict[str, object], trouble: str) -> None:
    told = {"name": "展会跟进", "purpose": NEW, "items": ITEMS} | values
    with pytest.raises(Refused, match=trouble):
        goal_editing.add_goal(BOOK, **told)  # type: ignore[arg-type]


def test_a_renamed_goal_is_known_by_both_names() -> None:
    book = goal_editing.change_goal(BOOK, SIGN, name="多签新客户")
    assert book.goal(SIGN) is book.goal("多签新客户")
    assert book.goal(SIGN).former == (SIGN,)
    assert "多签新客户" in book.field("customers.industry").goals
    back = goal_editing.change_goal(book, "多签新客户", name=SIGN)
    assert back.goal(SIGN).former == ("多签新客户",)


def test_a_retired_goal_asks_for_nothing_and_comes_back_whole() -> None:
    book = goal_editing.retire_goal(BOOK, SIGN)
    assert SIGN not in book.field("customers.industry").goals
    assert SIGN not in {goal.name for goal in book.goals_in_use}
    with pytest.raises(Refused, match="已停用，可以恢复它"):
        goal_editing.add_goal(book, name=SIGN, purpose=NEW, items=ITEMS)
    assert goal_editing.retire_goal(book, SIGN, retired=False) == BOOK
