"""Reading the current run and what it says about customers."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from zhike.records.score.models import AnalysisRun, Score, Standing


@dataclass(frozen=True, slots=True)
class RunRow:
    """The current run: the day it looked at and everything needed to compute it again."""

    id: int
    as_of: date
    token: int
    playbook_version: str
    made_at: datetime
    summary: dict[str, Any]


def current_run() -> RunRow | None:
    """Return the run whose results are shown, or None before the first analysis."""
    row = AnalysisRun.objects.filter(state="当前").first()
    if row is None:
        return None
    return RunRow(row.pk, row.as_of, row.token, row.playbook_version, row.made_at, row.summary)


def current_run_id() -> int | None:
    """Return the id of the run whose results are shown, or None before the first analysis."""
    found = AnalysisRun.objects.filter(state="当前").values_list("id", flat=True)
    return found.first()


def scores_of(customer_ids: list[int], run_id: int) -> dict[int, list[Score]]:
    """Return the scores of customers (already looked up with a Viewer), by customer."""
    found: dict[int, list[Score]] = {}
    for score in Score.objects.filter(run_id=run_id, customer_id__in=customer_ids).order_by("id"):
        found.setdefault(score.customer_id, []).append(score)
    return found


class TierRow(NamedTuple):
    """Where one customer stands in one scheme, as lists show it."""

    scheme: str
    tier: str
    provisional: bool
    explanation: str


def tiers_of(customer_ids: list[int], run_id: int) -> dict[int, list[TierRow]]:
    """Return the tiers of customers (already looked up with a Viewer), by customer."""
    found: dict[int, list[TierRow]] = {}
    rows = Score.objects.filter(run_id=run_id, customer_id__in=customer_ids).order_by("id")
    for customer_id, *tier in rows.values_list("customer_id", *TierRow._fields):
        found.setdefault(customer_id, []).append(TierRow(*tier))
    return found


def standings_of(customer_ids: list[int], run_id: int) -> dict[int, Standing]:
    """Return the standings of customers (already looked up with a Viewer), by customer."""
    rows = Standing.objects.filter(run_id=run_id, customer_id__in=customer_ids)
    return {row.customer_id: row for row in rows}
