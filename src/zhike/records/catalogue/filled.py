"""What is filled in: the conditions goals and rates of fields count by, within a Viewer's rows."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q, TextField

from zhike.clean.cells import PLACEHOLDERS
from zhike.playbook.goals import Goal
from zhike.playbook.playbook import Playbook
from zhike.records.customer.models import Customer
from zhike.records.customer.scope import customers_for
from zhike.records.intake.nouns import NOUNS, Noun
from zhike.records.kept import LiveRows
from zhike.records.own import has_own
from zhike.words.field import FieldSpec
from zhike.words.period import window_before
from zhike.words.viewer import Viewer

# The day a record counts by, where a goal looks at the last months only (S1-03).
_DAYS = {
    "interactions": "happened_on", "orders": "ordered_on", "order_lines": "order__ordered_on",
    "events": "happened_on", "cases": "opened_at", "quotes": "quoted_on",
    "contracts": "signed_on", "payments": "paid_on", "demands": "raised_on",
    "competitor_contacts": "happened_on",
}  # fmt: skip


def counted_of(
    viewer: Viewer, items: Sequence[tuple[str, Sequence[FieldSpec]]], *, since: date | None = None
) -> tuple[int, list[tuple[str, int]]]:
    """Return how many customers the Viewer sees, and of each item how many of them have it.

    A customer has an item when any of its fields is filled: its own, or one of a live record of
    its own. With `since` only records of that day or later count; customers and contacts have none.
    """
    rows = customers_for(viewer)
    return rows.count(), [
        (name, rows.filter(_any(of_customer(spec, since=since) for spec in specs)).count())
        for name, specs in items
    ]


def items_of(goal: Goal, playbook: Playbook) -> list[tuple[str, list[FieldSpec]]]:
    """Return what a goal needs, each with the fields that say it (S1-02)."""
    known = playbook.said_paths
    return [
        (item.name, [known[path] for path in item.fields if path in known]) for item in goal.items
    ]


def since_of(goal: Goal, *, as_of: date) -> date | None:
    """Return the first day a goal looks at; None looks at all (S1-03)."""
    return window_before(as_of, months=goal.months).start if goal.months else None


def of_customer(spec: FieldSpec, *, since: date | None = None) -> Q:
    """Return the condition on customers that a field is filled, of theirs or of a record."""
    noun = NOUNS[spec.noun]
    if noun.model is Customer:
        return is_filled(noun, spec)
    path = noun.customer_path
    if path is None:
        return Q(pk__in=[])
    live: LiveRows[Customer] = noun.model._default_manager.filter(gone_at__isnull=True)  # type: ignore[assignment]
    day = _DAYS.get(spec.noun)
    if since and day:
        text = isinstance(noun.columns.get(day), TextField)
        live = live.filter(**{f"{day}__gte": since.isoformat() if text else since})
    return Q(Exists(live.filter(is_filled(noun, spec), **{f"{path}pk": OuterRef("pk")})))


def is_filled(noun: Noun, spec: FieldSpec) -> Q:
    """Return the condition on a noun's rows that a field holds something (S3-11)."""
    if spec.own:
        return has_own(spec.name)
    column = column_of(noun, spec)
    if isinstance(noun.columns[column], TextField):
        return ~Q(**{f"{column}__in": PLACEHOLDERS})
    return Q(**{f"{column}__isnull": False})


def column_of(noun: Noun, spec: FieldSpec) -> str:
    """Return the database column a built-in field is told filled by."""
    names = (spec.name, f"{spec.name}_text", f"{spec.name}_id")
    return next(name for name in names if name in noun.columns)


def _any(conditions: Iterable[Q]) -> Q:
    found = Q(pk__in=[])
    for condition in conditions:
        found |= condition
    return found
