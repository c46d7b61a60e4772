"""Groups of found pairs with what a page says of each: money, doubt, rules, vetoes."""

from collections.abc import Iterable, Sequence
from typing import Any

from zhike.clean.matching.review import Met, Together
from zhike.records.match.found import VETO, Group
from zhike.records.match.models import MatchPair
from zhike.records.rows import holding
from zhike.records.score.models import Standing


def groups_of(found: Sequence[Together]) -> list[Group]:
    """Return groups with what they are worth and what holds for them, still without names."""
    amounts = amounts_now({one for group in found for one in group.ids})
    said = _vetoes(pair.id for group in found for pair in group.pairs if pair.veto)
    return [_group(one, amounts, said) for one in found]


def amounts_now(ids: Iterable[int]) -> dict[int, int]:
    """Return what customers bought in the last 12 months, in 分, by the current analysis."""
    rows = holding(Standing.objects.filter(run__state="当前"), "customer_id", sorted(ids))
    return {one: fen for one, fen in rows.values_list("customer_id", "amount_fen") if fen}


def _group(found: Together, amounts: dict[int, int], said: dict[int, str]) -> Group:
    least = found.least
    return Group(
        found.ids[0],
        found.ids,
        (),
        found.is_sure,
        found.is_later,
        sum(amounts.get(one, 0) for one in found.ids),
        least.weight,
        least.probability,
        least.relation,
        next((said[pair.id] for pair in found.pairs if pair.id in said), ""),
        _rules_of_all(found.pairs),
    )


def _rules_of_all(pairs: Sequence[Met]) -> tuple[str, ...]:
    """Return the rules that hold for every pair."""
    first, *others = [pair.rules.split("\n") if pair.rules else [] for pair in pairs]
    return tuple(rule for rule in first if all(rule in rules for rules in others))


def _vetoes(pair_ids: Iterable[int]) -> dict[int, str]:
    """Return the sentence of each pair's veto."""
    rows: Any = holding(MatchPair.objects.all(), "id", list(pair_ids))
    return {
        pk: one["said"]
        for pk, told in rows.values_list("id", "evidence")
        for one in told
        if one["what"] == VETO
    }
