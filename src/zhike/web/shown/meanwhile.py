"""Two people at one customer: who changed what meanwhile, beside what was typed here."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from zhike.records.customer.meanwhile import Meanwhile
from zhike.words.wording import NOTHING


def sentence(changes: Sequence[Meanwhile], labels: Mapping[str, str]) -> str:
    """Say who changed which fields, newest first: 王磊 07-03 09:12 改了 区域、备注。"""
    if not changes:
        return _("这个客户刚被别人改过，请先看一眼新的内容再保存。")
    told: dict[str, list[str]] = {}
    for one in sorted(changes, key=lambda one: -(one.at.timestamp() if one.at else 0)):
        told.setdefault(f"{one.by or _('有人')}{_when(one)}", []).append(labels[one.field])
    said = _("；").join(
        _("{who} 改了 {fields}").format(who=who, fields=_("、").join(fields))
        for who, fields in told.items()
    )
    return _("在您打开以后，{said}。").format(said=said)


def _when(one: Meanwhile) -> str:
    return f" {timezone.localtime(one.at):%m-%d %H:%M}" if one.at else ""


def lines(
    changes: Sequence[Meanwhile], typed: Mapping[str, Any], labels: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return each field changed meanwhile: as seen, as it is now, as typed here if it was."""
    return [
        {
            "label": labels[one.field],
            "was": _shown(one.was),
            "now": _shown(one.now),
            "typed": _shown(typed[one.field]) if one.field in typed else "",
            "clashes": one.field in typed and typed[one.field] != one.now,
        }
        for one in changes
    ]


def _shown(value: Any) -> str:
    return NOTHING if value in (None, "") else str(value)
