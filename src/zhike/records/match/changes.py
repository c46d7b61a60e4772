"""Putting down what a comparison found; pairs that stay keep their ids."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl
from django.db import transaction

from zhike.records.match.models import MatchPair, MatchStanding
from zhike.records.match.open_pairs import within
from zhike.records.rows import CHUNK, holding

FOUND = ("weight", "probability", "verdict", "relation", "veto", "evidence", "rules", "token", "at")
Key = tuple[int, int]
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Run:
    """A comparison: up to which revision, by which ways, when."""

    token: int
    ways: str
    at: datetime


def keep_pairs(
    pairs: pl.DataFrame,
    apart: Sequence[Key],
    *,
    run: Run,
    changed: Collection[int] | None,
    progress: Progress,
) -> None:
    """Put found pairs in place of those kept; with `changed`, of those with one of these ids.

    `pairs` is as `find_matches` gives them, `apart` those no group may hold. Written a part at a
    time, so that nobody waits long; one that is broken off is done again by the next. Call
    `stand_at` when all that hangs on the pairs is written too.
    """
    rows = [*_rows(pairs, run), *_apart_rows(apart, run)]
    _drop_stale({(row.a_id, row.b_id) for row in rows}, changed)
    for done in range(0, len(rows), CHUNK):
        progress(done, len(rows), "记下疑似重复")
        _put(rows[done : done + CHUNK])


@transaction.atomic
def stand_at(run: Run) -> None:
    """Note where the comparison stands."""
    told = {"token": run.token, "ways": run.ways, "at": run.at}
    MatchStanding.objects.update_or_create(pk=1, defaults=told)


@transaction.atomic
def _put(rows: Sequence[MatchPair]) -> None:
    MatchPair.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["a", "b"], update_fields=FOUND
    )


def _drop_stale(found: set[Key], changed: Collection[int] | None) -> None:
    """Forget pairs found no more; those of customers that went are there when they come back."""
    stale = [pk for pk, *pair in _kept(changed) if tuple(pair) not in found]
    for start in range(0, len(stale), CHUNK):
        MatchPair.objects.filter(pk__in=stale[start : start + CHUNK]).delete()


def _kept(changed: Collection[int] | None) -> set[tuple[int, int, int]]:
    """Return id, a and b of the pairs of customers that count, to be put down anew."""
    rows: Any = MatchPair.objects.filter(within(None)).order_by()
    if changed is None:
        return set(rows.values_list("id", "a_id", "b_id"))
    halves = (holding(rows, side, sorted(changed)) for side in ("a_id", "b_id"))
    return {row for half in halves for row in half.values_list("id", "a_id", "b_id")}


def _rows(pairs: pl.DataFrame, run: Run) -> list[MatchPair]:
    return [
        MatchPair(
            a_id=one["a"], b_id=one["b"], weight=one["weight"], probability=one["probability"],
            verdict=one["verdict"], relation=one["relation"] or "", veto=one["veto"] or "",
            evidence=_evidence(one["evidence"]), rules="\n".join(one["rules"]),
            token=run.token, at=run.at,
        )
        for one in pairs.iter_rows(named=True)
    ]  # fmt: skip


def _evidence(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"what": one["what"], "weight": round(one["bits"], 6), "said": one["said"]} for one in told
    ]


def _apart_rows(apart: Sequence[Key], run: Run) -> list[MatchPair]:
    return [
        MatchPair(a_id=a, b_id=b, verdict="apart", token=run.token, at=run.at) for a, b in apart
    ]
