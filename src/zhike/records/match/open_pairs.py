"""Found pairs within a Viewer's rows, with what people said of them."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Q

from zhike.clean.matching.review import JUDGED_APART, Met, Together, together
from zhike.records.customer.scope import row_limit, settled
from zhike.records.match.models import MatchPair
from zhike.records.merge.lookups import judged_among
from zhike.records.rows import holding
from zhike.words.viewer import Viewer

_COLUMNS = ("id", "a_id", "b_id", "weight", "probability", "verdict", "relation", "veto", "rules")


def within(viewer: Viewer | None) -> Q:
    """Return the condition that both customers of a pair are live and the Viewer's.

    Nobody's is the whole book, for what is reckoned of it.
    """
    return seen("a__", viewer) & seen("b__", viewer)


def seen(side: str, viewer: Viewer | None) -> Q:
    """Return the condition that the customer at the end of a path is live and the Viewer's."""
    live = Q(**{f"{side}gone_at__isnull": True}) & settled(prefix=side)
    return live & row_limit(viewer, customer=side) if viewer else live


def groups_within(viewer: Viewer | None, *, among: Collection[int] | None = None) -> list[Together]:
    """Return the groups somebody still has to look at, of the Viewer's rows alone.

    With `among`, of pairs of these customers, which hold all that hangs together with them.
    """
    pairs: Any = MatchPair.objects.filter(within(viewer))
    if among is not None:
        pairs = holding(pairs, "a_id", sorted(among))
    rows: list[Any] = list(pairs.values_list(*_COLUMNS)) if among is None or among else []
    judged = judged_by_pair({one for _, a, b, *_rest in rows for one in (a, b)}) if rows else {}
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
