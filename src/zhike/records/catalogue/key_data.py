"""Changing what the active playbook counts as key data: a new version with its line (S3-11)."""

from collections.abc import Mapping
from datetime import datetime

from zhike.playbook.completeness_editing import set_completeness
from zhike.records.playbook_version.editing import edit_playbook
from zhike.records.playbook_version.lookups import active_playbook
from zhike.words.viewer import Viewer
from zhike.words.wording import percent


def say_key_data(
    viewer: Viewer, *, target: float, fields: Mapping[str, float | None], seen: str, at: datetime
) -> tuple[str, tuple[str, str]]:
    """Set the target and the key fields; returns what was done, the versions before and after."""
    why = f"完整率目标 {percent(target, 0)}，核心字段 {_named(fields)}"
    versions = edit_playbook(
        viewer,
        lambda book: set_completeness(book, target=target, fields=fields),
        seen=seen, why=why, at=at,
    )  # fmt: skip
    return why, versions


def _named(fields: Mapping[str, float | None]) -> str:
    playbook = active_playbook()
    return "、".join(
        playbook.field(path).label + (f"（{percent(own, 0)}）" if own is not None else "")
        for path, own in fields.items()
    )
