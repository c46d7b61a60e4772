"""Changing the rules of equality of the active playbook: each change is a version of it."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from zhike.playbook import same_rule_editing as editing
from zhike.records.playbook_version.editing import Change, edit_playbook
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

Versions = tuple[str, str]


def new_same_rule(
    viewer: Viewer, *, name: str, equal: Sequence[str], verdict: str, seen: str, at: datetime
) -> tuple[str, Versions]:
    """Make a rule of equality; returns what was done, and the versions before and after."""
    why = f"新增查重规则 {name.strip() or '＋'.join(equal)}"
    change: Change = lambda book: editing.add_same_rule(  # noqa: E731
        book, name=name, equal=equal, verdict=verdict
    )
    return why, edit_playbook(viewer, change, seen=seen, why=why, at=at)


def act_on_same_rule(
    viewer: Viewer, name: str, act: str, *, seen: str, at: datetime
) -> tuple[str, Versions]:
    """Retire a rule (retire), bring it back (back) or take an own one out (drop)."""
    acts: dict[str, tuple[str, Change]] = {
        "retire": ("停用", lambda book: editing.retire_same_rule(book, name)),
        "back": ("恢复", lambda book: editing.retire_same_rule(book, name, retired=False)),
        "drop": ("删除", lambda book: editing.drop_same_rule(book, name)),
    }
    if act not in acts:
        raise Refused(_("没有“%(act)s”这种改法。") % {"act": act})
    said, change = acts[act]
    why = f"{said}查重规则 {name}"
    return why, edit_playbook(viewer, change, seen=seen, why=why, at=at)
