"""Choosing which collecting goals a field serves: each goal's items follow (S0-02, S1-28)."""

from collections.abc import Collection

from zhike.playbook.fields import NOUNS
from zhike.playbook.goals import Goal, GoalItem
from zhike.playbook.playbook import Playbook
from zhike.words.field import FieldSpec
from zhike.words.problem import Refused

_SAID = {noun: said for said, noun in NOUNS.items()}


def serve_goals(playbook: Playbook, path: str, goals: Collection[str]) -> Playbook:
    """Return the playbook with a field serving just these goals; an item of its own is added.

    Where a goal names it among others that say the same, only the field leaves the item. Refused
    when a goal would be left with nothing to look at.
    """
    spec = playbook.field(path)
    changed = [
        _with(goal, spec) if goal.name in goals else _without(goal, spec) for goal in playbook.goals
    ]
    return playbook.revised(goals=tuple(changed))


def _with(goal: Goal, spec: FieldSpec) -> Goal:
    if goal.name in spec.goals:
        return goal
    item = GoalItem.model_validate({"name": spec.label, "fields": (_names(spec)[0],)})
    return goal.model_copy(update={"items": (*goal.items, item)})


def _without(goal: Goal, spec: FieldSpec) -> Goal:
    if goal.name not in spec.goals:
        return goal
    names = set(_names(spec))
    left = (
        item.model_copy(update={"fields": tuple(one for one in item.fields if one not in names)})
        for item in goal.items
    )
    items = tuple(item for item in left if item.fields)
    if not items:
        raise Refused(f"收集目标“{goal.name}”只看“{spec.label}”，不能再去掉")
    return goal.model_copy(update={"items": items})


def _names(spec: FieldSpec) -> list[str]:
    said = _SAID[spec.noun]
    return [f"{said}.{name}" for name in (spec.label, *spec.former)]
