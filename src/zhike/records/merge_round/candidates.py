"""The groups a rule would merge, and the rules there are."""

from collections.abc import Sequence

from zhike.records.match.found import Group

SURE = "把握不低于 99.9%"
"""The rule every team has beside its rules of equality: the engine is all but certain."""
_SURE = 0.999


def rules_of(group: Group) -> tuple[str, ...]:
    """Return the rules that would merge a group; none for one that a veto or a person holds."""
    if group.veto or group.relation:
        return ()
    sure = (SURE,) if group.is_sure and group.probability >= _SURE else ()
    return (*group.rules, *sure)


def found_by(groups: Sequence[Group], rule: str) -> list[Group]:
    """Return the groups a rule would merge; what somebody put off stays put off."""
    return [group for group in groups if not group.later and rule in rules_of(group)]
