"""How duplicates are told: the rules of equality and the weights, as the page lists them."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from zhike.playbook.playbook import Playbook
from zhike.playbook.same_rule_editing import is_built_in
from zhike.records.match.waiting import Waiting
from zhike.records.match.weights import WeightsRow
from zhike.records.said import said
from zhike.words.wording import count


def rule_lines(playbook: Playbook, waiting: Waiting) -> list[dict[str, Any]]:
    """Return the rules with what they compare and in how many open groups they hold."""
    found = waiting.rule_counts()
    return [
        {
            "name": rule.name,
            "equal": _("、").join(str(said(value)) for value in rule.equal),
            "verdict": rule.verdict,
            "retired": rule.retired,
            "built_in": is_built_in(rule),
            "count": found[rule.name],
        }
        for rule in playbook.same_rules
    ]


def weights_lines(versions: Sequence[WeightsRow]) -> list[dict[str, Any]]:
    """Return the learned weights: of how many customers, by whom, when, whether they hold."""
    return [
        {
            "id": one.id,
            "customers": count(one.customers),
            "by": one.by,
            "at": timezone.localtime(one.at),
            "active": one.active,
        }
        for one in versions
    ]
