"""Drafts of tasks: whom about, what, why, until when; and what is overdue by its cadence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from zhike.playbook.plans import Cadence, Plan
from zhike.words.period import add_months


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """One thing somebody should do about a customer; nothing is written yet."""

    customer_id: int
    title: str
    why: str
    due_on: date
    owner_role: str


def draft_tasks(rows: Iterable[Mapping[str, Any]], plan: Plan, *, as_of: date) -> list[TaskDraft]:
    """Return a draft for each customer of a plan, due `days` after `as_of` (S2-26)."""
    due = as_of + timedelta(days=plan.task.days)
    return [
        TaskDraft(row["customer_id"], plan.task.title, why_of(row, plan), due, plan.task.owner)
        for row in rows
    ]


def why_of(row: Mapping[str, Any], plan: Plan) -> str:
    """Return the plan's reason with the customer's own values; what was never is said so."""
    named = [name for name in row if f"{{{name}}}" in plan.why]
    never = [name for name in named if row[name] is None]
    if never:
        return f"{plan.said or plan.name}（{'、'.join(never)}：从未有过）"
    text = plan.why
    for name in named:
        text = text.replace(
            f"{{{name}}}", f"{row[name]:,.10g}" if _is_number(row[name]) else row[name]
        )
    return text


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float)


def is_overdue(cadence: Cadence, last: date | None, as_of: date) -> bool:
    """Say whether a tier's regular attention is late: its months are over, or never (S1-19)."""
    return last is None or as_of > add_months(last, cadence.months)


def needs_review(last: date | None, as_of: date) -> bool:
    """Say whether key data were not checked for more than a calendar month (S1-25)."""
    return last is None or as_of > add_months(last, 1)
