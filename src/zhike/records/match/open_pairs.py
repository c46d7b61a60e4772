"""Found pairs within a Viewer's rows, with what people said of them."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from zhike.clean.matching.review import JUDGED_APART, Met, Together, together
from zhike.records.customer.scope import row_limit, settled
from zhike.records.match.models import MatchPair
from zhike.records.merge.lookups import judged_among
from zhike.words.viewer import Viewer

_COLUMNS = ("id", "a_id", "b_id", "weight", "probability", "verdict", "relation", "veto", "rules")


def within(viewer: Viewer) -> Q:
    """Return the condition that both customers of a pair are live and the Viewer's."""
    return _one("a__", viewer) & _one("b__", viewer)


def _one(side: str, viewer: Viewer) -> Q:
    live = Q(**{f"{side}gone_at__isnull": True}) & settled(prefix=side)
    return live & row_limit(viewer, customer=side)


def groups_within(viewer: Viewer) -> list[Together]:
    """Return the groups somebody still has to look at, of the Viewer's rows alone."""
    rows: list[Any] = list(MatchPair.objects.filter(within(viewer)).values_list(*_COLUMNS))
    judged = judged_by_pair({one for _, a, b, *_rest in rows for one in (a, b)})
    apart = [pair for pair, said in judged.items() if said in JUDGED_APART]
    found = [_met(row, judged) for row in rows]
    return together(found, judged=apart)


def _met(row: Any, judged: Mapping[tuple[int, int], str]) -> Met:
    pk, a, b, weight, probability, verdict, relation, veto, rules = row
    said = judged.get((a, b), "")
    return Met(pk, a, b, weight, probability, verdict, relation, veto, rules, said)


def judged_by_pair(ids: set[int]) -> dict[tuple[int, int], str]:
    """Return what people said of pairs of these customers."""
    return {(a, b): said for a, b, said in judged_among(ids).rows()}
