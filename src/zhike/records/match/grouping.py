"""Groups of found pairs with what a page says of each: money, doubt, rules, vetoes."""

from collections.abc import Mapping, Sequence

from zhike.clean.matching.review import Met, Together
from zhike.records.match.found import Group
from zhike.records.merge.lookups import amounts_of


def groups_of(found: Sequence[Together]) -> list[Group]:
    """Return groups with what they are worth and what holds for them, still without names."""
    amounts = amounts_of({one for group in found for one in group.ids})
    return [_group(one, amounts) for one in found]


def _group(found: Together, amounts: Mapping[int, int | None]) -> Group:
    least = found.least
    return Group(
        found.ids[0],
        found.ids,
        (),
        found.is_sure,
        found.is_later,
        sum(amounts.get(one) or 0 for one in found.ids),
        least.weight,
        least.probability,
        least.relation,
        next((pair.veto for pair in found.pairs if pair.veto), ""),
        _rules_of_all(found.pairs),
    )


def _rules_of_all(pairs: Sequence[Met]) -> tuple[str, ...]:
    """Return the rules that hold for every pair."""
    first, *others = [pair.rules.split("\n") if pair.rules else [] for pair in pairs]
    return tuple(rule for rule in first if all(rule in rules for rules in others))
