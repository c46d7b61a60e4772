"""The fields of one noun, laid out for the catalogue page."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from zhike.playbook.collecting import without_reason
from zhike.playbook.fields import AUDIENCES, KINDS, NOUNS, SENSITIVITIES
from zhike.playbook.goals import PURPOSES, Goal
from zhike.playbook.newer import News
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
    """Return the collecting goals of each of the three purposes (S0-01), then those out of use."""
    used = playbook.goals_in_use
    retired = [goal for goal in playbook.goals if goal.retired]
    parts: list[dict[str, Any]] = [
        {"name": said(word), "lines": [_goal(one) for one in used if one.purpose == word]}
        for word in PURPOSES
    ]
    if retired:
        lines = [_goal(goal) for goal in retired]
        parts.append({"name": _("停用"), "lines": lines, "is_retired": True})
    return parts


def _goal(goal: Goal) -> dict[str, Any]:
    return {
        "name": goal.name,
        "said": goal.said,
        "months": goal.months,
        "target": percent(goal.target, 0) if goal.target else "",
        "items": "、".join(said(item.name) for item in goal.items),
    }


def news(found: News) -> dict[str, Any]:
    """Return what the program brings, counted and named part by part; nothing where it doesn't."""
    parts = (
        (_("新字段"), [f"{noun}.{entry.label}" for noun, entry in found.fields]),
        (_("新目标"), [goal.name for goal in found.goals]),
        (_("新表格"), [table.title for table in found.tables]),
        (_("新词表"), [one.name for one in found.lists]),
        (_("有更新"), list(found.revised)),
    )
    told = [{"name": name, "words": words} for name, words in parts if words]
    counts = [
        _("%(n)s 个%(what)s") % {"n": len(words), "what": name} for name, words in parts if words
    ]
    return (
        {"said": _("程序带来了 %(what)s") % {"what": "、".join(counts)}, "parts": told}
        if told
        else {}
    )
