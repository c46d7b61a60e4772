"""The fields of one noun, laid out for the catalogue page."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from zhike.playbook.collecting import without_reason
from zhike.playbook.fields import AUDIENCES, KINDS, NOUNS, SENSITIVITIES
from zhike.playbook.playbook import Playbook
from zhike.records.said import said
from zhike.words.field import FieldSpec
from zhike.words.wording import percent

_KINDS = {value: word for word, value in KINDS.items()}
_AUDIENCES = {value: word for word, value in AUDIENCES.items()}
_SENSITIVITIES = {value: word for word, value in SENSITIVITIES.items()}
_WORDS_SHOWN = 6


def parts(
    playbook: Playbook, noun: str, counts: tuple[int, Mapping[str, int]] | None
) -> list[dict[str, Any]]:
    """Return the fields in use, those not switched on and those out of use, each part named."""
    fields = playbook.fields(noun)
    bare = {spec.path for spec in without_reason(playbook)}
    named = (
        ("", [spec for spec in fields if spec.is_offered]),
        (_("未启用"), [spec for spec in fields if spec.hidden and not spec.retired]),
        (_("停用"), [spec for spec in fields if spec.retired]),
    )
    return [
        {"name": name, "lines": [_line(spec, playbook, counts, bare) for spec in some]}
        for name, some in named
        if some
    ]


def _line(
    spec: FieldSpec,
    playbook: Playbook,
    counts: tuple[int, Mapping[str, int]] | None,
    bare: set[str],
) -> dict[str, Any]:
    rows, filled = counts or (0, {})
    there = filled.get(spec.name, 0)
    return {
        "spec": spec,
        "kind": said(_KINDS[spec.kind]),
        "unit": said(spec.unit),
        "words": _words(spec, playbook),
        "range": _range(spec),
        "audience": said(_AUDIENCES.get(spec.audience, "")),
        "sensitivity": said(_SENSITIVITIES.get(spec.sensitivity, "")),
        "goals": [said(goal) for goal in spec.goals],
        "is_bare": spec.path in bare,
        "there": there,
        "rate": percent(there / rows) if rows else "",
    }


def _words(spec: FieldSpec, playbook: Playbook) -> str:
    if not spec.vocabulary:
        return ""
    words = [said(word.label) for word in playbook.vocabulary(spec.vocabulary).words]
    more = "…" if len(words) > _WORDS_SHOWN else ""
    return "、".join(words[:_WORDS_SHOWN]) + more


def _range(spec: FieldSpec) -> str:
    if spec.low is None and spec.high is None:
        return ""
    if spec.high is None:
        return f"≥ {spec.low:g}"
    return f"≤ {spec.high:g}" if spec.low is None else f"{spec.low:g}–{spec.high:g}"


def tabs(playbook: Playbook, noun: str, address: str) -> list[dict[str, Any]]:
    """Return a way to each noun's fields, with how many are in use."""
    return [
        {
            "label": said(word),
            "url": f"{address}?noun={name}",
            "here": name == noun,
            "count": len(playbook.offered(name)),
        }
        for word, name in NOUNS.items()
    ]


def goals(playbook: Playbook) -> list[dict[str, Any]]:
    """Return the collecting goals with their purpose and what each needs."""
    return [
        {
            "name": goal.name,
            "purpose": goal.purpose,
            "said": goal.said,
            "months": goal.months,
            "items": "、".join(said(item.name) for item in goal.items),
        }
        for goal in playbook.goals
    ]
