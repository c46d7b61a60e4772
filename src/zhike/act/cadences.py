"""What is late by its rhythm: the attention a tier wants, and the review of key data."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from zhike.act.tasks import TaskDraft, is_overdue, needs_review
from zhike.playbook.plans import Cadence

OWNER = "跟进人"
DAYS_TO_CATCH_UP = 7


def draft_overdue(
    rows: Iterable[Mapping[str, Any]], cadences: Sequence[Cadence], *, as_of: date
) -> list[TaskDraft]:
    """Return a draft for each customer whose tier's regular attention is late (S1-19).

    `rows` have customer_id, scheme, tier and last_on (the last such attention, None for never); a
    tier without a cadence is left out.
    """
    wanted = {(cadence.scheme, cadence.tier): cadence for cadence in cadences}
    found = ((row, wanted.get((row["scheme"], row["tier"]))) for row in rows)
    return [
        _draft(row, cadence.action, _late(cadence, row["last_on"], as_of), as_of)
        for row, cadence in found
        if cadence is not None and is_overdue(cadence, row["last_on"], as_of)
    ]


def draft_reviews(rows: Iterable[Mapping[str, Any]], *, as_of: date) -> list[TaskDraft]:
    """Return a draft for each customer whose key data went a month unchecked (S1-25).

    `rows` have customer_id and last_on (the last review, None for never).
    """
    return [
        _draft(row, "复核关键数据", f"关键数据每月复核一次，{_since(row['last_on'], as_of)}", as_of)
        for row in rows
        if needs_review(row["last_on"], as_of)
    ]


def _draft(row: Mapping[str, Any], title: str, why: str, as_of: date) -> TaskDraft:
    due = as_of + timedelta(days=DAYS_TO_CATCH_UP)
    return TaskDraft(row["customer_id"], title, why, due, OWNER)


def _late(cadence: Cadence, last: date | None, as_of: date) -> str:
    every = "每月" if cadence.months == 1 else f"每 {cadence.months} 个月"
    return f"{cadence.scheme} {cadence.tier}：{every}{cadence.action}一次，{_since(last, as_of)}"


def _since(last: date | None, as_of: date) -> str:
    return f"上次 {last}，已过 {(as_of - last).days} 天" if last else "还没有过"
