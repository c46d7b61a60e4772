"""Recipes laid out: a sentence a line, by what the lines are about."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhike.playbook.fields import NOUNS
from zhike.playbook.playbook import Playbook
from zhike.records.mapping.lookups import MappingRow
from zhike.records.said import said
from zhike.words.mending import PLACEHOLDER
from zhike.words.problem import Refused
from zhike.words.recipe import Line, lines_of

PARTS = {
    "columns": gettext_lazy("列的对应"),
    "words": gettext_lazy("改写的词"),
    "keys": gettext_lazy("按什么认出已有记录"),
    "writing": gettext_lazy("怎样写到已有记录上"),
    "owners": gettext_lazy("归属"),
    "create_customers": gettext_lazy("没有的客户"),
}
_KINDS = {noun: word for word, noun in NOUNS.items()}


def listed(rows: Sequence[MappingRow]) -> list[dict[str, Any]]:
    """Return the recipes with how many lines each has, and how many of them are off."""
    return [
        {
            "one": row,
            "kind": said(_KINDS.get(row.kind, row.kind)),
            "lines": len(lines := lines_of(row.mapping, row.choices)),
            "off": sum(not line.is_on for line in lines),
        }
        for row in rows
    ]


def parts_shown(row: MappingRow, playbook: Playbook) -> list[dict[str, Any]]:
    """Return a recipe's lines by their part."""
    lines = lines_of(row.mapping, row.choices)
    return [
        {"name": name, "lines": [_shown(line, playbook) for line in lines if line.part == part]}
        for part, name in PARTS.items()
        if any(line.part == part for line in lines)
    ]


def _shown(line: Line, playbook: Playbook) -> dict[str, Any]:
    label = _label(playbook, line.of)
    sentences = {
        "columns": (line.said or _("不读"), label) if line.said else (label, _("不读")),
        "words": (f"{label} “{line.raw}”", line.said or _("留空")),
        "keys": (said(_KINDS.get(line.of, line.of)), _paths(playbook, line.said)),
        "writing": (label, said(line.said)),
        "owners": (line.of, _owner(line.said)),
        "create_customers": (_("表里有、系统里没有的客户"), _("新建")),
    }
    before, after = sentences[line.part]
    return {"id": line.id, "before": before, "after": after, "is_on": line.is_on}


def _owner(login: str) -> str:
    return {"": _("待分配"), PLACEHOLDER: _("新开一个账号")}.get(login, login)


def _paths(playbook: Playbook, text: str) -> str:
    return _("、").join(_label(playbook, path) for path in text.split("、"))


def _label(playbook: Playbook, path: str) -> str:
    try:
        return said(playbook.field(path).label)
    except Refused:
        return path
