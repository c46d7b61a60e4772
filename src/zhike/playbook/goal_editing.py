"""Changing the collecting goals of a playbook: made, renamed, edited, retired and brought back.

A goal that is renamed keeps its old name, one that is retired keeps what it needs; neither is lost.
"""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from zhike.playbook.fields import NOUNS
from zhike.playbook.goals import PURPOSES, Goal, GoalItem
from zhike.playbook.playbook import Playbook
from zhike.playbook.vocabulary import folded
from zhike.words.problem import Refused

Asked = tuple[str, Sequence[str]]
"""One item as somebody asks for it: its name (empty: the first field's) and its fields."""


def add_goal(playbook: Playbook, *, items: Sequence[Asked], **values: Any) -> Playbook:
    """Return the playbook with one more goal, at the end; `values` are those of Goal.

    Refused without a name of its own, a purpose (S0-01) or an item, and for unknown fields (S0-02).
    """
    name = _free_name(playbook, values.pop("name", ""))
    goal = _made({**values, "name": name, "items": items_of(playbook, items)})
    return playbook.revised(goals=(*playbook.goals, goal))


def change_goal(
    playbook: Playbook, name: str, /, *, items: Sequence[Asked] | None = None, **values: Any
) -> Playbook:
    """Return the playbook with some values of one goal changed; a new `name` renames it."""
    goal = playbook.goal(name)
    new = str(values.pop("name", goal.name)).strip()
    if new != goal.name:
        values["name"] = _free_name(playbook, new, but=goal)
        values["former"] = tuple(n for n in (*goal.former, goal.name) if n != new)
    if items is not None:
        values["items"] = items_of(playbook, items)
    return _with(playbook, goal, _made({**_values(goal), **values}))


def retire_goal(playbook: Playbook, name: str, *, retired: bool = True) -> Playbook:
    """Return the playbook with a goal out of use, or back in use with all it needed."""
    goal = playbook.goal(name)
    return _with(playbook, goal, goal.model_copy(update={"retired": retired}))


def items_of(playbook: Playbook, asked: Sequence[Asked]) -> tuple[GoalItem, ...]:
    """Return the items somebody asks for, each with fields that there are; raises Refused."""
    items: list[GoalItem] = []
    for name, typed in asked:
        paths = [field_named(playbook, one.strip()) for one in typed if one.strip()]
        name = name.strip() or (paths[0].partition(".")[2] if paths else "")
        if name and not paths:
            raise Refused(f"“{name}”这一项没有写看哪个字段，例如 客户.所属行业")
        if name in {item.name for item in items}:
            raise Refused(f"“{name}”写了两次，同一项的几个字段请写在一行")
        if name:
            told = {"name": name, "fields": tuple(dict.fromkeys(paths))}
            items.append(GoalItem.model_validate(told))
    if not items:
        raise Refused("收集目标至少要有一项，写明看哪个字段（S0-02，避免盲目收集）")
    return tuple(items)


def field_named(playbook: Playbook, typed: str) -> str:
    """Return a field as goals write it: 客户.所属行业, also where only 所属行业 was typed."""
    known = playbook.said_paths
    if typed in known:
        return typed
    ends = [path for path in known if path.partition(".")[2] == typed]
    if ends:
        return next((path for path in ends if path.startswith("客户.")), ends[0])
    near = get_close_matches(typed, known, n=3, cutoff=0.5)
    likely = f"，相近的：{'、'.join(near)}" if near else "，请写成 客户.所属行业 的样子"
    raise Refused(f"没有字段“{typed}”{likely}")


def fields_to_choose(playbook: Playbook) -> list[str]:
    """Return the fields in use as goals write them, those of customers first."""
    return [
        f"{said}.{spec.label}" for said, noun in NOUNS.items() for spec in playbook.offered(noun)
    ]


def _made(values: dict[str, Any]) -> Goal:
    if values.get("purpose") not in PURPOSES:
        raise Refused(f"请选这个目标的用途，三选一：{'、'.join(PURPOSES)}（S0-01）")
    return Goal.model_validate(values)


def _free_name(playbook: Playbook, name: str, *, but: Goal | None = None) -> str:
    name = name.strip()
    if not name:
        raise Refused("请写收集目标的名称")
    for goal in playbook.goals:
        if goal is not but and folded(goal.name) == folded(name):
            how = "已停用，可以恢复它" if goal.retired else "已经有了"
            raise Refused(f"收集目标“{goal.name}”{how}，请换一个名称")
    return name


def _values(goal: Goal) -> dict[str, Any]:
    return {name: getattr(goal, name) for name in Goal.model_fields}


def _with(playbook: Playbook, goal: Goal, changed: Goal) -> Playbook:
    goals = tuple(changed if one is goal else one for one in playbook.goals)
    return playbook.revised(goals=goals)
