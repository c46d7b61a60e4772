"""Why a field is collected: what goals name, and the fields nobody gave a reason (S0-02)."""

from collections.abc import Iterator

from zhike.playbook.fields import NOUNS
from zhike.playbook.playbook import Playbook
from zhike.words.field import FieldSpec


def unknown_in_goals(playbook: Playbook) -> Iterator[str]:
    """Yield a sentence for every field a goal names that there is not."""
    for goal in playbook.goals:
        for path in goal.paths:
            if path not in playbook.said_paths:
                yield f"目标 → {goal.name}：没有字段“{path}”，请写成 客户.所属行业 的样子"


def without_reason(playbook: Playbook) -> list[FieldSpec]:
    """Return the offered fields with neither a purpose nor a goal that needs them (S0-02)."""
    return [
        spec
        for noun in NOUNS.values()
        for spec in playbook.offered(noun)
        if not (spec.purpose or spec.goals)
    ]


def remarks(playbook: Playbook) -> list[str]:
    """Return what doesn't stop a playbook from being used but wants a look, in sentences."""
    said = {noun: name for name, noun in NOUNS.items()}
    return [
        f"字段 → {said[spec.noun]} → {spec.label}：没有写用途，也没有收集目标要用它"
        "（S0-02，避免盲目收集），请写明用途或停用"
        for spec in without_reason(playbook)
    ]
