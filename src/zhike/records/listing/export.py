"""Handing the answer to a question out as a file: masked, row-limited, and noted."""

from datetime import date, datetime

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
        raise Refused(f"一次最多导出 {MOST:,} 家，请先加条件再导出。")
    found: list[GridRow] = []
    for start in range(0, len(customers), STEP):
        found += grid_rows(customers[start : start + STEP], run_id)
    write_line(
        "导出客户", "customer", 0, by=viewer.account_id, at=at,
        after={"rows": len(found), "filters": dict(question.filters), "search": question.search},
    )  # fmt: skip
    return found
