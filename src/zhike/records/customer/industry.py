"""Saying which class of GB/T 4754-2017 a customer's own words for its industry mean (S0-10)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from zhike.clean.industry import Industry, industry_of
from zhike.records.customer.models import Customer
from zhike.records.customer.named import shown_name
from zhike.records.customer.scope import customer_for, customers_for, insist
from zhike.records.history.models import HistoryLine
from zhike.records.revision.changes import next_rev
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

CLASSED, TAKEN_BACK = "归类行业", "撤销归类行业"
_COLUMNS = ("industry_code", "industry_group")
_AT_ONCE = 1_000
Kept = dict[int, dict[str, str]]
"""What customers held before, by id: code and group."""


@dataclass(frozen=True, slots=True)
class Worded:
    """A customer's own words for its industry, their class so far, and who else writes so.

    `alike` counts the Viewer's other customers with the same words and no class.
    """

    name: str
    words: str
    industry: Industry | None
    alike: int


def worded_for(viewer: Viewer, customer_id: int) -> Worded:
    """Return how a customer's industry is written; raises NotYours outside the Viewer's rows."""
    row = customer_for(viewer, customer_id)
    alike = _alike(viewer, row).count() if row.industry_text else 0
    return Worded(shown_name(viewer, row), row.industry_text, industry_of(row.industry_code), alike)


def _alike(viewer: Viewer, row: Customer) -> QuerySet[Customer]:
    same = customers_for(viewer).filter(industry_text=row.industry_text, industry_code="")
    return same.exclude(pk=row.pk)


@transaction.atomic
def class_industry(
    viewer: Viewer, customer_id: int, industry: Industry, *, alike: bool, at: datetime
) -> Kept:
    """Write the class of a customer's industry; its own words stay as they are.

    With `alike` also of the Viewer's other customers that write the same and have no class.
    Returns what `take_back_class` needs; refused where there are no words to be classed.
    """
    insist(viewer, "edit", CLASSED)
    row = customer_for(viewer, customer_id)
    if not row.industry_text:
        raise Refused(_("这家客户还没有写行业，请先在“补资料”里填上。"))
    others = list(_alike(viewer, row).values_list("pk", flat=True)) if alike else []
    after = {"industry_code": industry.code, "industry_group": industry.group}
    return _write(viewer, dict.fromkeys([row.pk, *others], after), CLASSED, at=at)


@transaction.atomic
def take_back_class(viewer: Viewer, kept: Kept, industry_code: str, *, at: datetime) -> int:
    """Put back the classes customers had, where nobody changed them since; returns how many."""
    insist(viewer, "edit", TAKEN_BACK)
    still = customers_for(viewer).filter(pk__in=list(kept), industry_code=industry_code)
    back = {pk: kept[pk] for pk in still.values_list("pk", flat=True)}
    return len(_write(viewer, back, TAKEN_BACK, at=at))


def _write(
    viewer: Viewer, values: Mapping[int, Mapping[str, str]], action: str, *, at: datetime
) -> Kept:
    """Write code and group of customers, a history line each; returns what they held."""
    rows = list(Customer.objects.select_for_update().filter(pk__in=list(values)).order_by("pk"))
    before = {row.pk: {name: getattr(row, name) for name in _COLUMNS} for row in rows}
    rev = next_rev()
    for row in rows:
        row.rev = rev
        for name in _COLUMNS:
            setattr(row, name, values[row.pk][name])
    Customer.objects.bulk_update(rows, [*_COLUMNS, "rev"], batch_size=_AT_ONCE)
    _say(action, viewer, before, values, at=at)
    return before


def _say(
    action: str,
    viewer: Viewer,
    before: Mapping[int, Any],
    after: Mapping[int, Any],
    *,
    at: datetime,
) -> None:
    lines: Sequence[HistoryLine] = [
        HistoryLine(
            action=action, noun="customer", record_id=pk, customer_id=pk, at=at,
            by_id=viewer.account_id, before=dict(before[pk]), after=dict(after[pk]),
        )
        for pk in before
    ]  # fmt: skip
    HistoryLine.objects.bulk_create(lines, batch_size=_AT_ONCE)
