"""The groups a rule would merge, and the rules there are."""

from collections.abc import Sequence

from zhike.records.match.found import Group, Pair

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


def found_by(groups: Sequence[Group], rule: str) -> list[Group]:
    """Return the groups a rule would merge; what somebody put off stays put off."""
    return [group for group in groups if not group.later and rule in rules_of(group)]
