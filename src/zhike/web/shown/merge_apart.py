"""What undoing a merge gives back, keeps and leaves to be divided, laid out in words."""

from typing import Any

from django.utils.translation import gettext as _

from zhike.playbook.playbook import Playbook
from zhike.records.entry.rights import said_of
from zhike.records.merge.division import Division, Line
from zhike.records.merge.fields import LABELLED
from zhike.records.merge.journal import OWN, Left
from zhike.records.said import said
from zhike.words.wording import count

_BESIDE = {
    "tags": "标签", "tasks": "任务", "attachments": "附件", "collaborators": "协作人",
    "asks": "协作申请", "card_links": "更正链接", "hand_ins": "收到的表单", "verifications": "复核",
}  # fmt: skip
EDIT = "customers:"


def apart_shown(division: Division, playbook: Playbook) -> dict[str, Any]:
    """Return the context of clean/apart.html."""
    parties = [division.survivor, *division.sides]
    edits = {line.key for line in division.lines if line.key.startswith(EDIT)}
    stays = [one for one in division.left if f"{EDIT}{one['column']}" not in edits]
    return {
        "division": division,
        "parties": parties,
        "back": [f"{noun_said(noun)} {count(n)}" for noun, n in sorted(division.back.items())],
        "lines": [_line(line, division, playbook) for line in division.lines],
        "stays": left_said(stays, playbook),
    }


def _line(line: Line, division: Division, playbook: Playbook) -> dict[str, Any]:
    parties = [division.survivor, *division.sides]
    if line.key.startswith(EDIT):
        label = _label("customers", line.key.removeprefix(EDIT), playbook)
        text = f"{label}：{said(line.said) if line.said else _('（空）')}"
    else:
        text = line.said
    return {
        "key": line.key,
        "kind": _("修改") if line.key.startswith(EDIT) else noun_said(line.noun),
        "text": text,
        "on": line.on,
        "why": line.why,
        "choices": [
            {"id": one.id, "name": one.number, "title": one.name, "here": one.id == line.side}
            for one in parties
        ],
    }


def noun_said(noun: str) -> str:
    """Return what a kind of row is called: 订单, 标签, 附件."""
    return _(_BESIDE.get(noun) or said_of(noun))


def left_said(left: list[Left], playbook: Playbook) -> list[str]:
    """Return what an unmerge keeps, a sentence each: 备注：合并后又被修改过."""
    return [
        _("%(what)s：%(why)s")
        % {
            "what": f"{noun_said(one['noun'])} {_label(one['noun'], one['column'], playbook)}",
            "why": _(one["why"]),
        }
        for one in left
    ]


def _label(noun: str, column: str, playbook: Playbook) -> str:
    name = column.removeprefix(OWN)
    specs = {spec.name: spec.label for spec in playbook.fields(noun)} if noun in _NOUNS else {}
    return said(specs.get(LABELLED.get(name, name), _COLUMNS.get(name, name)))


_NOUNS = ("customers", "contacts", "orders", "interactions")
_COLUMNS = {"customer_id": "所属客户", "gone_at": "是否有效", "state": "状态"}
