"""Rules that may merge in bulk, and their rounds, as the pages of 查重 show them."""

from typing import Any

from django.utils.translation import gettext as _

from zhike.playbook.playbook import Playbook
from zhike.reckon.intervals import wilson
from zhike.records.match.waiting import Waiting
from zhike.records.merge_round.candidates import SURE, counts_of_rules
from zhike.records.merge_round.lookups import RoundRow
from zhike.records.merge_round.reviews import Record, records_of
from zhike.records.said import listed, summed
from zhike.words.wording import percent

SIZES = (10, 30, 60, 100)
"""How many groups may be drawn to be looked at."""


def rule_lines(waiting: Waiting, playbook: Playbook) -> list[dict[str, Any]]:
    """Return a line a rule that makes customers one: what it found, and how its reviews went."""
    own = [rule for rule in playbook.same_rules if rule.is_same and not rule.retired]
    told = [(rule.name, listed(rule.equal)) for rule in own]
    told.append((SURE, _("全部证据合起来的把握")))
    records = records_of([name for name, _compares in told])
    groups, money = counts_of_rules(waiting)
    return [
        {
            "count": groups[name],
            "amount": summed(money[name]),
            **_history(record),
            "name": name,
            "compares": compares,
        }
        for (name, compares), record in zip(told, records, strict=True)
    ]


def _history(record: Record) -> dict[str, Any]:
    """Return what a rule's reviews show, and what they still lack."""
    return {
        "right": record.right,
        "reviewed": record.n,
        "least": percent(record.low) if record.n else "",
        "needed": record.needed,
        "is_proven": record.is_proven,
        "unattended_by": record.unattended_by,
    }


def sizes() -> list[dict[str, Any]]:
    """Return how many may be looked at, each with what it would show if all were right."""
    return [{"n": n, "shows": shown_by(n)} for n in SIZES]


def shown_by(n: int) -> str:
    """Return the least share that is right, at 95 %, when all of n were."""
    found = wilson(n, n)
    return percent(found.low) if found else ""


def round_line(row: RoundRow) -> dict[str, Any]:
    """Return a round as the list and its own page say it."""
    return {
        "id": row.id,
        "rule": row.rule,
        "state": row.state,
        "count": len(row.groups),
        "amount": summed(row.amount_fen),
        "sampled": len(row.sample),
        "looked": len(row.answers),
        "merged": row.merged,
        "left": len(row.left),
        "unattended": row.unattended,
        "by": row.by,
        "at": row.at,
        "shows": shown_by(len(row.sample)),
    }
