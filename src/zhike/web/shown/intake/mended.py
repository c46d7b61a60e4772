"""What people mended of a waiting batch so far, one line each, so that it can be put back."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from zhike.collect.orders import ORDERS
from zhike.playbook.playbook import Playbook
from zhike.records.said import said
from zhike.words.mending import PLACEHOLDER, UNASSIGNED, Mending
from zhike.words.problem import Refused

SHOWN = 100


def mended_lines(
    kept: Mapping[str, Any], *, playbook: Playbook, people: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return every mend as said, by and entry, the newest first; `people` are logins' names."""
    mending = Mending.from_json(kept)
    found = [
        *((one.at, _word(one.path, one.raw, one.meant, playbook), one.by, ["words", *one.key])
          for one in mending.words),
        *((one.at, _cell(one.row, one.head, one.text), one.by, ["cells", *one.key])
          for one in mending.cells),
        *(("", _owner(name, who, people), "", ["owners", name])
          for name, who in mending.owners.items()),
        *(("", _answer(identity, one.do), "", ["answers", identity])
          for identity, one in mending.answers.items()),
    ]  # fmt: skip
    newest = sorted(found, key=lambda one: one[0], reverse=True)[:SHOWN]
    return [
        {"said": text, "by": by, "entry": json.dumps(entry, ensure_ascii=False)}
        for _at, text, by, entry in newest
    ]


def patch_back(entry: str) -> dict[str, Any]:
    """Return the patch that takes one mend out again, of what `mended_lines` gave as `entry`."""
    try:
        part, *key = json.loads(entry)
    except ValueError:
        raise Refused(_("看不懂要放回哪一处，请刷新页面再试。")) from None
    return {part: [[*key, None]]} if part in ("words", "cells") else {part: {key[0]: None}}


def _word(path: str, raw: str, meant: str, playbook: Playbook) -> str:
    try:
        label = said(playbook.field(path).label)
    except Refused:
        label = path
    if raw in ORDERS:
        return _("%(label)s 的日子按 %(meant)s 读") % {"label": label, "meant": meant}
    return _("%(label)s “%(raw)s” → %(meant)s") % {
        "label": label,
        "raw": raw,
        "meant": said(meant) or _("留空"),
    }


def _cell(row: int, head: str, text: str) -> str:
    return _("第 %(row)s 行 %(head)s → %(text)s") % {
        "row": row,
        "head": head,
        "text": text or _("留空"),
    }


def _owner(name: str, who: str, people: Mapping[str, str]) -> str:
    ways = {UNASSIGNED: _("待分配"), PLACEHOLDER: _("占位账号")}
    return _("跟进人 “%(name)s” → %(who)s") % {
        "name": name,
        "who": ways.get(who) or people.get(who, who),
    }


def _answer(identity: str, do: str) -> str:
    ways = {"same": _("就是这家"), "new": _("是新客户"), "skip": _("先不导")}
    key: Sequence[str] = identity.partition(":")[2] or identity
    return _("“%(row)s” %(said)s") % {"row": key, "said": ways[do]}
