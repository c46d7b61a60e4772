"""Doubts and the bin laid out for the page of 无效."""

from typing import Any

from django.utils.translation import gettext as _

from zhike.clean.invalid_rows import invalid_rules
from zhike.records.customer.named import named_for
from zhike.records.merge.lookups import amounts_of
from zhike.records.said import summed
from zhike.records.set_aside.lookups import Bin
from zhike.words.viewer import Viewer

SHOWN = 50  # of one rule; the rest goes with “all” or comes up next


def doubts_shown(viewer: Viewer, rules: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rules that doubt somebody: count, money, the first customers.

    Most money first: what they bought in 12 months by the current analysis, so look twice.
    """
    return [_doubt(viewer, rule) for rule in rules if rule["found"]]


def _doubt(viewer: Viewer, rule: dict[str, Any]) -> dict[str, Any]:
    found: dict[int, str] = rule["found"]
    amounts = amounts_of(found)
    ids = sorted(found, key=lambda one: (-(amounts.get(one) or 0), one))
    named = named_for(viewer, ids[:SHOWN])
    rows = [
        {"customer": named[one], "why": found[one], "amount": _amount(amounts.get(one))}
        for one in ids[:SHOWN]
        if one in named
    ]
    told = {name: rule[name] for name in ("id", "said", "does")}
    return told | {"rows": rows, "count": len(found), "is_part": len(found) > len(rows)}


def _amount(fen: int | None) -> str:
    return summed(fen) if fen else ""


def reasons_shown(shown: Bin, chosen: str | None) -> list[dict[str, Any]]:
    """Return the rules of the bin as chips: name, count, whether it is the chosen one."""
    names = {rule.id: rule.said for rule in invalid_rules()}
    return [
        {"rule": rule, "said": rule_said(rule, names), "count": count, "here": rule == chosen}
        for rule, count in sorted(shown.counts.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


def rule_said(rule: str, names: dict[str, str]) -> str:
    """Return what a rule is called; without one a person gave a reason."""
    return names.get(rule, rule) if rule else _("人工判断")
