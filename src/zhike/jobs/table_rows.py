"""The rows of a table as they are handed out: kept values, figures and words, in its order."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from zhike.collect.template.sheets import Cell
from zhike.collect.template.written import written
from zhike.jobs.errand import Errand
from zhike.jobs.errands.make_report import document_for
from zhike.jobs.table_figures import Reckoned, reckoned_for
from zhike.playbook.playbook import Playbook
from zhike.playbook.printed import Head, Print
from zhike.records.customer.scope import sight_for
from zhike.records.handout.lookups import HandoutRow, handout_rows
from zhike.runs.table_figures import report_rows
from zhike.words.problem import Refused

MOST = 100_000


def table_rows(
    errand: Errand, one: Print, *, playbook: Playbook, full: bool, period: str = ""
) -> list[list[Cell]]:
    """Return the Viewer's rows of a table, a cell a head; masked unless `full`."""
    if one.is_report:
        span = period or _quarter_before(errand.today)
        return [list(row) for row in report_rows(one, _document(errand, one, span))]
    specs = [head.spec for head in one.heads if head.spec]
    kept = handout_rows(errand.viewer, one.noun, specs, full=full, most=MOST)
    if len(kept) > MOST:
        raise Refused(_("一次最多导出 %(most)s 行，请先缩小范围再导出。") % {"most": f"{MOST:,}"})
    ids = [row.customer_id for row in kept if row.customer_id is not None]
    found = reckoned_for(errand, one, ids, playbook=playbook, period=period)
    rows = kept if not one.report else [row for row in kept if _is_told(row, found, one)]
    return [[_cell(head, row, found, playbook) for head in one.heads] for row in rows]


def _cell(head: Head, row: HandoutRow, found: Reckoned, playbook: Playbook) -> Cell:
    told: Cell = found.get(head.head, {}).get(row.customer_id or 0)
    if head.spec is None:
        return told
    if head.column.formula and told:
        return told
    value = row.values[head.spec.path]
    return written(head.spec, value, unit=head.column.unit, playbook=playbook)


def _is_told(row: HandoutRow, found: Reckoned, one: Print) -> bool:
    """Say whether a table made from a report speaks of this customer."""
    told = [found.get(head.head, {}) for head in one.heads if head.column.told]
    return any((row.customer_id or 0) in values for values in told)


def _document(errand: Errand, one: Print, period: str) -> Any:
    return document_for(errand, name=one.report, period=period)


def _quarter_before(today: date) -> str:
    """Return the last whole quarter, e.g. 2026Q3."""
    quarter = (today.month - 1) // 3
    return f"{today.year}Q{quarter}" if quarter else f"{today.year - 1}Q4"


def said_of(errand: Errand, *, full: bool) -> str:
    """Return the line that says what an export holds."""
    sight = sight_for(errand.viewer)
    masked = "" if full else "姓名和电话已遮盖；改完导回来时，遮住的格子不会改动库里的号码。"
    return f"{sight.said}，{errand.viewer.name} 导出于 {errand.at:%Y-%m-%d}。{masked}"
