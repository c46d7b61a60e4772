"""Changing collecting goals of the active playbook: each change is a new version with its line."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from zhike.playbook import goal_editing
from zhike.playbook.goal_editing import Asked
from zhike.records.catalogue.acts import Acts, Versions, act_on
from zhike.records.playbook_version.editing import Change, edit_playbook
from zhike.records.playbook_version.lookups import active_playbook
from zhike.words.viewer import Viewer

ACTS: Acts = {
    "retire": ("停用", goal_editing.retire_goal),
    "back": ("恢复", lambda book, name: goal_editing.retire_goal(book, name, retired=False)),
}
"""What may be done with a goal besides describing it."""


def new_goal(
    viewer: Viewer, *, items: Sequence[Asked], seen: str, at: datetime, **values: Any
) -> tuple[str, Versions]:
    """Make a collecting goal; returns what was done, and the versions before and after.

    Refused without a purpose (S0-01), a name or an item (S0-02).
    """
    why = f"新增收集目标 {values.get('name', '').strip()}"
    change: Change = lambda book: goal_editing.add_goal(book, items=items, **values)  # noqa: E731
    return why, edit_playbook(viewer, change, seen=seen, why=why, at=at)


def describe_goal(
    viewer: Viewer, name: str, /, *, items: Sequence[Asked], seen: str, at: datetime, **values: Any
) -> tuple[str, Versions]:
    """Change what a goal is called, is for and needs; a renamed one is found by both names."""
    now = active_playbook().goal(name).name
    label = str(values.get("name", now)).strip()
    why = f"修改收集目标 {now}" if label == now else f"收集目标改名 {now} → {label}"
    change: Change = lambda book: goal_editing.change_goal(book, name, items=items, **values)  # noqa: E731
    return why, edit_playbook(viewer, change, seen=seen, why=why, at=at)


def act_on_goal(
    viewer: Viewer, name: str, act: str, *, seen: str, at: datetime
) -> tuple[str, Versions]:
    """Retire a goal or bring it back; what it needs stays as it is."""
    named = f"收集目标 {active_playbook().goal(name).name}"
    return act_on(viewer, name, named, of=(act, ACTS), seen=seen, at=at)
