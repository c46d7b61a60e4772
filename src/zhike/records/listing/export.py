"""Handing the answer to a question out as a file: masked, row-limited, and noted."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from zhike.records.customer.models import Customer
from zhike.records.customer.scope import customers_for, insist
from zhike.records.history.changes import write_line
from zhike.records.listing.grid import GridQuestion, answer_rows
from zhike.records.listing.grid_rows import GridRow, grid_rows
from zhike.records.score.lookups import current_run
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

STEP = 500
MOST = 100_000


def exported_rows(
    viewer: Viewer, question: GridQuestion, *, as_of: date, at: datetime
) -> list[GridRow]:
    """Return all rows that answer a question, and write down that they left the house."""
    insist(viewer, "export", "导出客户")
    run = current_run()
    run_id = run.id if run else None
    rows = answer_rows(customers_for(viewer), question, run_id=run_id, as_of=as_of)
    customers = list(rows.select_related("owner")[: MOST + 1])
    if len(customers) > MOST:
        raise Refused(_("一次最多导出 %(most)s 家，请先加条件再导出。") % {"most": f"{MOST:,}"})
    asked = {"filters": dict(question.filters), "search": question.search}
    return _handed_out(viewer, customers, run_id, asked, at=at)


def answered_ids(viewer: Viewer, question: GridQuestion, *, as_of: date) -> list[int]:
    """Return the customers that answer a question in its order, MOST + 1 at most.

    For tables that print them: whoever hands those out writes it down.
    """
    run = current_run()
    run_id = run.id if run else None
    rows = answer_rows(customers_for(viewer), question, run_id=run_id, as_of=as_of)
    return list(rows.values_list("id", flat=True)[: MOST + 1])


def picked_rows(viewer: Viewer, customer_ids: Sequence[int], *, at: datetime) -> list[GridRow]:
    """Return the picked rows among the Viewer's, and write down that they left the house."""
    insist(viewer, "export", "导出客户")
    run = current_run()
    rows = customers_for(viewer).filter(pk__in=customer_ids).select_related("owner").order_by("id")
    asked = {"picked": len(customer_ids)}
    return _handed_out(viewer, list(rows), run.id if run else None, asked, at=at)


def _handed_out(
    viewer: Viewer,
    customers: list[Customer],
    run_id: int | None,
    asked: dict[str, Any],
    *,
    at: datetime,
) -> list[GridRow]:
    found: list[GridRow] = []
    for start in range(0, len(customers), STEP):
        found += grid_rows(viewer, customers[start : start + STEP], run_id)
    after = {"rows": len(found), **asked}
    write_line("导出客户", "customer", 0, by=viewer.account_id, at=at, after=after)
    return found
