"""The groups a rule would merge, and the rules there are."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from django.db.models import Q

from zhike.records.match.found import Group, Pair
from zhike.records.match.waiting import Waiting, waiting_for
from zhike.words.viewer import Viewer

SURE = "把握不低于 99.9%"
"""The rule every team has beside its rules of equality: the engine is all but certain."""
_SURE = 0.999


def rules_of(group: Group) -> tuple[str, ...]:
    """Return the rules that would merge a group; none for one that a veto or a person holds."""
    if group.veto or group.relation:
        return ()
    return (*group.rules, *_sure(group.probability if group.is_sure else 0.0))


def rules_among(pairs: Sequence[Pair]) -> tuple[str, ...]:
    """Return the rules that would merge the customers of these pairs, as `rules_of` their group."""
    if not pairs or any(pair.veto or pair.relation for pair in pairs):
        return ()
    is_sure = all(pair.verdict == "duplicate" for pair in pairs)
    rules = (rule for rule in pairs[0].rules if all(rule in pair.rules for pair in pairs))
    return (*rules, *_sure(min(pair.probability for pair in pairs) if is_sure else 0.0))


def _sure(probability: float) -> tuple[str, ...]:
    return (SURE,) if probability >= _SURE else ()


def found_for(viewer: Viewer, rule: str, *, most: int | None = None) -> list[Group]:
    """Return the groups of a Viewer's that a rule would merge, without names, most money first."""
    waiting = waiting_for(viewer)
    held = Q(is_sure=True, probability__gte=_SURE) if rule == SURE else Q(rules__contains=rule)
    free = Q(later=False, relation="", veto="")
    some = replace(
        waiting, kept=waiting.kept.filter(free & held), fresh=found_by(waiting.fresh, rule)
    )
    return found_by(some.every() if most is None else some.some(0, most), rule)


def counts_of_rules(waiting: Waiting) -> tuple[Counter[str], Counter[str]]:
    """Return how many groups each rule would merge, and the money at stake in them, in 分."""
    groups, money = Counter[str](), Counter[str]()
    for one in waiting.tallies(sure=_SURE):
        for rule in (*one.rules, *((SURE,) if one.is_sure else ())) if one.is_free else ():
            groups[rule] += one.groups
            money[rule] += one.amount_fen
    return groups, money


def found_by(groups: Sequence[Group], rule: str) -> list[Group]:
    """Return the groups a rule would merge; what somebody put off stays put off."""
    return [group for group in groups if not group.later and rule in rules_of(group)]
