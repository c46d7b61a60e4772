"""Reading what was found of customers that look alike, within a Viewer's rows."""

from collections.abc import Iterable, Sequence
from typing import Any

from zhike.clean.matching.review import Met, Together
from zhike.records.customer.models import Customer
from zhike.records.customer.named import shown_name
from zhike.records.customer.scope import customers_for
from zhike.records.match.found import Compared, Evidence, Group, Pair
from zhike.records.match.kept import last_stand
from zhike.records.match.models import MatchPair
from zhike.records.match.open_pairs import groups_within, judged_by_pair, within
from zhike.records.match.ways import is_behind
from zhike.records.rows import holding
from zhike.records.score.models import Standing
from zhike.words.viewer import Viewer

START, RULE, VETO = "start", "rule", "veto"  # evidence that is no comparison


def compared_for(viewer: Viewer) -> Compared | None:
    """Return where the last comparison stood, None when there was none yet."""
    stood = last_stand()
    if stood is None:
        return None
    return Compared(stood.at, stood.token, is_behind(stood), customers_for(viewer).count())


def groups_for(viewer: Viewer) -> list[Group]:
    """Return what a person goes through: most money first, what was put off last (S0-11, S3-09).

    Two customers of whom a veto says what they may be instead are a group of their own, with that
    `relation`.
    """
    found = groups_within(viewer)
    ids = sorted({one for group in found for one in group.ids})
    amounts, names = _amounts(ids), _names(viewer, ids)
    said = _vetoes(pair.id for group in found for pair in group.pairs if pair.veto)
    groups = [_group(one, amounts, names, said) for one in found]
    return sorted(groups, key=lambda g: (g.later, -g.amount_fen, g.ids))


def pair_for(viewer: Viewer, a: int, b: int) -> Pair | None:
    """Return what was found of two customers of the Viewer's, None when they don't look alike."""
    return next(iter(pairs_among(viewer, (a, b))), None)


def pairs_among(viewer: Viewer, ids: Sequence[int]) -> list[Pair]:
    """Return what was found among some customers of the Viewer's, the strongest pair first."""
    rows = MatchPair.objects.filter(within(viewer), a__in=ids, b__in=ids).exclude(verdict="apart")
    return _pairs(list(rows.order_by("-weight", "a_id", "b_id")))


def pairs_for(viewer: Viewer) -> list[Pair]:
    """Return all that was found among the Viewer's customers and nobody called 不同."""
    rows = MatchPair.objects.filter(within(viewer)).exclude(verdict="apart")
    pairs = _pairs(list(rows.order_by("a_id", "b_id")))
    return [pair for pair in pairs if pair.said != "不同"]


def sure_groups(viewer: Viewer) -> list[tuple[int, ...]]:
    """Return the Viewer's customers that duplicates tie together, a group each."""
    return [group.ids for group in groups_within(viewer) if group.are_one]


def doubted_ids(viewer: Viewer) -> set[int]:
    """Return the Viewer's customers that may be kept twice."""
    groups = groups_within(viewer)
    return {one for group in groups if not group.least.relation for one in group.ids}


def _pairs(rows: list[MatchPair]) -> list[Pair]:
    judged = judged_by_pair({one for row in rows for one in (row.a_id, row.b_id)})
    return [_pair(row, judged.get((row.a_id, row.b_id), "")) for row in rows]


def _pair(row: MatchPair, said: str) -> Pair:
    told = [Evidence(**one) for one in row.evidence]
    return Pair(
        row.pk, row.a_id, row.b_id, row.weight, row.probability, row.verdict, row.relation,
        next((one.said for one in told if one.what == VETO), ""),
        tuple(row.rules.split("\n")) if row.rules else (),
        tuple(one for one in told if one.what not in (START, RULE, VETO)),
        next((one.weight for one in told if one.what == START), 0.0),
        said,
    )  # fmt: skip


def _group(
    found: Together, amounts: dict[int, int], names: dict[int, str], said: dict[int, str]
) -> Group:
    least = found.least
    return Group(
        found.ids[0],
        found.ids,
        tuple(names[one] for one in found.ids if one in names),
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


def _amounts(ids: list[int]) -> dict[int, int]:
    """Return what customers bought in the last 12 months, in 分, by the current analysis."""
    rows = holding(Standing.objects.filter(run__state="当前"), "customer_id", ids)
    return {one: fen for one, fen in rows.values_list("customer_id", "amount_fen") if fen}


def _names(viewer: Viewer, ids: list[int]) -> dict[int, str]:
    rows: Any = holding(Customer.objects.live(), "id", ids)
    return {
        row.id: shown_name(viewer, row)
        for row in rows.values_list("id", "name", "kind", named=True)
    }


def _vetoes(pair_ids: Iterable[int]) -> dict[int, str]:
    """Return the sentence of each pair's veto."""
    rows: Any = holding(MatchPair.objects.all(), "id", list(pair_ids))
    return {
        pk: one["said"]
        for pk, told in rows.values_list("id", "evidence")
        for one in told
        if one["what"] == VETO
    }
