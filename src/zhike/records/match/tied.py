"""Pairs of customers that both count, of whatever verdict but apart: what hangs together."""

from collections.abc import Collection
from typing import Any

from zhike.records.match.models import MatchPair
from zhike.records.match.open_pairs import within
from zhike.records.rows import holding


def ties(among: Collection[int] | None) -> list[tuple[int, int]]:
    """Return the pairs (a, b) that tie customers together in any way, all or of some customers."""
    rows: Any = MatchPair.objects.filter(within(None)).exclude(verdict="apart")
    if among is None:
        return list(rows.order_by("a_id", "b_id").values_list("a_id", "b_id"))
    ids = sorted(among)
    halves = (holding(rows, side, ids).values_list("a_id", "b_id") for side in ("a_id", "b_id"))
    return sorted({pair for half in halves for pair in half})
