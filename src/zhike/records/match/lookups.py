"""Reading what was found of customers that look alike, within a Viewer's rows."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from zhike.records.customer.models import Customer
from zhike.records.customer.named import shown_name
from zhike.records.customer.scope import customers_for
from zhike.records.match.found import RULE, START, VETO, Compared, Evidence, Group, Pair
from zhike.records.match.kept import last_stand
from zhike.records.match.models import MatchPair
from zhike.records.match.open_pairs import groups_within, judged_by_pair, within
from zhike.records.match.waiting import waiting_for
from zhike.records.match.ways import is_behind
from zhike.records.rows import holding
from zhike.words.viewer import Viewer


def where_compared() -> Compared | None:
    """Return where the last comparison stood, None when there was none yet."""
    stood = last_stand()
    return Compared(stood.at, stood.token, is_behind(stood)) if stood else None


def count_compared(viewer: Viewer) -> int:
    """Return how many customers of the Viewer's a comparison looks at."""
    return customers_for(viewer).count()


def groups_for(viewer: Viewer) -> list[Group]:
    """Return what a person goes through: most money first, what was put off last (S0-11, S3-09).

    Two customers of whom a veto says what they may be instead are a group of their own, with that
    `relation`. For work nobody sits in front of; pages read `waiting_for`.
    """
    return with_names(viewer, waiting_for(viewer).every())


def with_names(viewer: Viewer, groups: Sequence[Group]) -> list[Group]:
    """Return groups with the names of their customers, as the Viewer may see them."""
    names = _names(viewer, sorted({one for group in groups for one in group.ids}))
    return [
        replace(group, names=tuple(names[one] for one in group.ids if one in names))
        for group in groups
    ]


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


def _names(viewer: Viewer, ids: list[int]) -> dict[int, str]:
    rows: Any = holding(Customer.objects.live(), "id", ids)
    return {
        row.id: shown_name(viewer, row)
        for row in rows.values_list("id", "name", "kind", named=True)
    }
