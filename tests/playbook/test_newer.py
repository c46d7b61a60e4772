"""A team's own playbook gets what a newer program brings, and keeps what it changed."""

from typing import Any

import pytest

from zhike.playbook import editing, goal_editing, serving
from zhike.playbook.load import load_builtin
from zhike.playbook.newer import left_aside, news, taken_in
from zhike.playbook.playbook import Playbook
from zhike.playbook.reading import dump, read_text

TODAY = load_builtin()
PROFILE, SIGN = "建立客户画像标签", "提升新客户签约率"


def older(**values: Any) -> Playbook:
    """Return the program's playbook as it was: without 扩张计划, a goal, a table and a word."""
    customers = tuple(e for e in TODAY.field_entries["客户"] if e.label != "扩张计划")
    region = tuple(
        entry.model_copy(update={"synonyms": ("地区",)}) if entry.column == "region" else entry
        for entry in customers
    )
    past: dict[str, Any] = {
        "field_entries": {**TODAY.field_entries, "客户": region},
        "goals": tuple(
            serving._without(goal, TODAY.field("customers.扩张计划"))
            for goal in TODAY.goals
            if goal.name != PROFILE
        ),
        "tables": tuple(table for table in TODAY.tables if table.code != "T4-1"),
    }
    return read_text(dump(TODAY.revised(**past | values)))


OLD = older()


def test_what_is_new_comes_and_what_the_team_left_alone_follows() -> None:
    own = editing.add_field(OLD, "customers", label="展会届数", kind="whole", purpose="判断渠道")
    found = news(own, OLD, TODAY)
    assert [f"{noun}.{entry.label}" for noun, entry in found.fields] == ["客户.扩张计划"]
    assert [goal.name for goal in found.goals] == [PROFILE]
    assert [table.code for table in found.tables] == ["T4-1"]
    assert found.revised == ("客户.区域", "目标 评估客户价值等级")
    taken = taken_in(own, found, TODAY)
    assert taken.field("customers.展会届数").purpose == "判断渠道"
    assert taken.field("customers.扩张计划").goals == ("评估客户价值等级",)
    assert not news(taken, TODAY, TODAY).is_any


def test_what_the_team_changed_stays() -> None:
    own = editing.hide_field(OLD, "customers.region")
    own = goal_editing.retire_goal(own, "评估客户价值等级")
    own = editing.add_field(own, "customers", label="扩张计划", kind="whole", purpose="另有用处")
    found = news(own, OLD, TODAY)
    assert (found.fields, found.revised) == ((), ())
    taken = taken_in(own, found, TODAY)
    assert taken.field("customers.region").hidden
    assert taken.field("customers.扩张计划").kind == "whole"
    assert taken.goal("评估客户价值等级").retired


def test_what_the_team_took_out_or_left_aside_does_not_come_back() -> None:
    own = OLD.revised(goals=tuple(goal for goal in OLD.goals if goal.name != SIGN))
    assert SIGN not in {goal.name for goal in news(own, OLD, TODAY).goals}
    assert SIGN in {goal.name for goal in news(own, None, TODAY).goals}  # nobody knows what was
    assert not news(left_aside(OLD, TODAY), OLD, TODAY).is_any


def test_a_table_of_what_the_team_does_not_have_is_left_out() -> None:
    lost = "存量客户分层结论"
    own = OLD.revised(tables=(), reports=())
    assert news(own, OLD, TODAY).tables == ()  # without tables of one's own today's are used
    some = OLD.revised(tables=OLD.tables[:1], reports=())
    base = older(tables=OLD.tables[:1])
    brought = [table for table in news(some, base, TODAY).tables if table.report]
    assert brought == [], lost


@pytest.mark.parametrize("label", ["扩张计划", "发展计划"])
def test_values_that_would_read_otherwise_are_not_revised(label: str) -> None:
    """A field of the same column that holds another kind of value stays the team's."""
    entries = TODAY.field_entries["客户"]
    other = tuple(
        e.model_copy(update={"kind": "whole", "label": label}) if e.label == "扩张计划" else e
        for e in entries
    )
    base = TODAY.revised(field_entries={**TODAY.field_entries, "客户": other}, goals=OLD.goals)
    assert "客户.扩张计划" not in news(base, base, TODAY).revised
