"""What the last comparison left, for the next one."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl

from zhike.clean.matching.known import KNOWN
from zhike.records.match.models import MatchPair, MatchStanding
from zhike.records.match.open_pairs import within
from zhike.records.rows import holding


@dataclass(frozen=True, slots=True)
class Stood:
    """Where the last comparison stood: revision, ways, moment."""

    token: int
    ways: str
    at: datetime


def last_stand() -> Stood | None:
    """Return where the last comparison stood, None when there was none."""
    row = MatchStanding.objects.filter(pk=1).first()
    return Stood(row.token, row.ways, row.at) if row else None


def known_pairs(*, without: Collection[int], among: Collection[int] | None = None) -> pl.DataFrame:
    """Return the kept pairs (columns KNOWN) of customers that count, none of them among some.

    With `among`, only those whose first is one of these.
    """
    rows: Any = MatchPair.objects.filter(within(None)).order_by("a_id", "b_id")
    asked = rows if among is None else holding(rows, "a_id", sorted(among))
    found = list(asked.values_list(*_COLUMNS))
    known = pl.DataFrame(found, schema=KNOWN, orient="row")
    ids = pl.Series(sorted(without), dtype=pl.Int64).implode()
    kept = known.filter(~pl.col("a").is_in(ids), ~pl.col("b").is_in(ids))
    return kept.with_columns(pl.when(pl.col("veto") != "").then("veto"))


_COLUMNS = ("a_id", "b_id", "weight", "verdict", "veto")
