"""Rules that read cells laid out: by the sort of field, each with an example."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhike.clean.rule_book import parts_of
from zhike.playbook.playbook import Playbook
from zhike.records.cell_rule.lookups import RuleRow
from zhike.records.portrait.source import NOUNS
from zhike.records.said import said as known
from zhike.words.problem import Refused
from zhike.words.wording import percent

SORTS = {
    "": gettext_lazy("所有栏目"),
    "partial_date": gettext_lazy("日期"),
    "phone": gettext_lazy("电话"),
    "money": gettext_lazy("金额"),
    "range": gettext_lazy("范围"),
    "whole": gettext_lazy("数字"),
    "percent": gettext_lazy("百分数"),
    "discount": gettext_lazy("折扣"),
    "code": gettext_lazy("词表"),
    "industry": gettext_lazy("行业"),
    "region": gettext_lazy("区域"),
    "credit_code": gettext_lazy("信用代码"),
    "email": gettext_lazy("邮箱"),
}
"""The sorts of fields, by the first kind of each, in the order they are shown."""


def grouped(rows: Sequence[RuleRow]) -> list[dict[str, Any]]:
    """Return the rules by the sort of field they read."""
    by_sort: dict[str, list[RuleRow]] = {sort: [] for sort in SORTS}
    for row in rows:
        by_sort[row.kinds[0] if row.kinds else ""].append(row)
    return [
        {"name": name, "rules": [rule_shown(row) for row in by_sort[sort]]}
        for sort, name in SORTS.items()
        if by_sort[sort]
    ]


def lines_shown(lines: Sequence[dict[str, Any]], playbook: Playbook) -> list[dict[str, Any]]:
    """Return values that were read again, with their field, rule and the way to the record."""
    return [
        line
        | {
            "field": known(_label(playbook, line["path"])),
            "does": _("、").join(_(rule.does) for rule in parts_of(line["rule"])),
            "url": _url(line["noun"], line["id"]),
        }
        for line in lines
    ]


def _url(noun: str, record_id: int) -> str:
    return reverse(f"source_{noun}", args=[record_id]) if noun in NOUNS else ""


def _label(playbook: Playbook, path: str) -> str:
    try:
        return playbook.field(path).label
    except Refused:
        return path


def rule_shown(row: RuleRow) -> dict[str, Any]:
    """Return one rule as pages show it."""
    rule = row.rule
    return {
        "id": rule.id,
        "does": _(rule.does),
        "examples": [(raw, value or _("空")) for raw, value in rule.examples.items()],
        "unit": rule.unit,
        "sure": percent(rule.confidence, 0),
        "version": rule.version,
        "is_on": row.is_on,
        "is_fixed": rule.fixed,
        "week": row.week,
        "total": row.total,
        "last": row.last,
    }
