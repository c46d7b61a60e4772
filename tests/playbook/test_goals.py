"""Collecting goals: each with a purpose, fields that there are, and no field without a reason."""

import pytest

from zhike.playbook.collecting import remarks
from zhike.playbook.goals import PURPOSES
from zhike.playbook.load import check, dump, load_builtin, load_text

PLAYBOOK = load_builtin()
TEXT = dump(PLAYBOOK)


def test_the_two_goals_of_the_source_choose_their_fields() -> None:
    """S1-02 and S1-03 in their own words."""
    sign, keep = PLAYBOOK.goal("提升新客户签约率"), PLAYBOOK.goal("降低老客户流失率")
    assert [item.name for item in sign.items] == ["行业", "规模", "决策链", "预算"]
    assert [item.name for item in keep.items] == ["互动记录", "投诉反馈", "竞品合作情况"]
    assert keep.months == 6
    assert {goal.purpose for goal in PLAYBOOK.goals} == set(PURPOSES)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("  用途: 企业新客户开发\n", "", "目标 → 提升新客户签约率：每个收集目标都要写用途"),
        ("  用途: 企业新客户开发\n", "  用途: 随便看看\n", "每个收集目标都要写用途，三选一"),
        ("    - 客户.所属行业\n", "    - 客户.行当\n", "没有字段“客户.行当”"),
        ("- 名称: 降低老客户流失率\n", "- 名称: 提升新客户签约率\n",
         "“提升新客户签约率”出现了 2 次"),
    ],
)  # fmt: skip
def test_a_goal_that_cannot_be_used_is_refused(before: str, after: str, said: str) -> None:
    head, mark, goals = TEXT.partition("\n目标:\n")
    assert before in goals
    found = check(head + mark + goals.replace(before, after, 1))
    assert any(said in sentence for sentence in found), found


def test_a_field_says_the_goals_it_serves() -> None:
    assert "提升新客户签约率" in PLAYBOOK.field("customers.industry").goals
    assert PLAYBOOK.field("customers.remark").goals == ()


def test_a_field_without_purpose_or_goal_is_reported() -> None:
    """S0-02: the default playbook has none; one without either is named, one hidden is not."""
    assert remarks(PLAYBOOK) == []
    bare = TEXT.replace("    用途: 补充说明\n", "", 1)
    (sentence,) = remarks(load_text(bare))
    assert sentence.startswith("字段 → 客户 → 备注：没有写用途")
    served = TEXT.replace("    用途: 行业分析与分派（S0-10）\n", "", 1)
    assert served != TEXT
    assert remarks(load_text(served)) == []  # its goals are reason enough
