"""Write a table of the book as a file: the Viewer's rows, in the printed order of its heads."""

import shutil
import tempfile
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from zhike.collect.template.books import full_book, sheet_name
from zhike.collect.template.sheets import Cell
from zhike.collect.template.written import as_csv, written
from zhike.jobs.errand import Answer, Errand
from zhike.jobs.errands.make_report import document_for
from zhike.jobs.errands.reckon_table import Reckoned, reckoned_for
from zhike.jobs.notices import when_long
from zhike.playbook.playbook import Playbook
from zhike.playbook.printed import Head, Print, heads_of, print_named
from zhike.records.account.lookups import people
from zhike.records.customer.scope import sight_for
from zhike.records.handout.changes import note_handed_out
from zhike.records.handout.lookups import HandoutRow, handout_rows
from zhike.records.handout.made import KEPT_DAYS, folder_for
from zhike.records.listing.export import answered_ids
from zhike.records.listing.lookups import GridQuestion
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.rights import insist
from zhike.runs.table_figures import report_rows
from zhike.words.problem import Refused

SAID = "导出表格"
FORMATS = ("xlsx", "csv")
MOST = 100_000
_STAGES = 4


def run(  # noqa: PLR0913 - the sides of what is asked for
    errand: Errand,
    *,
    table: str,
    format: str = "xlsx",
    out: str = "",
    full: bool = False,
    period: str = "",
    asked: Mapping[str, str] | None = None,
) -> Answer:
    """Write a table of §2 or of a kind of record; returns `file`, `table`, `rows` and `made`.

    Personal values are masked unless `full`, which asks for the right to see them. `out` is a file
    or a folder; without it the file lies in the home for some days, under the name `made`. Of
    customers `asked` may be a question of the list: those who answer it, in its order.
    """
    insist(errand.viewer, "export", "导出表格")
    if full:
        insist(errand.viewer, "see_full", "导出完整的姓名和电话")
    if format not in FORMATS:
        raise Refused(_("没有“%(format)s”这种格式，可用：xlsx、csv") % {"format": format})
    playbook = active_playbook()
    one = print_named(playbook, table)
    rows = table_rows(errand, one, playbook=playbook, full=full, period=period, asked=asked)
    errand.tell(3, _STAGES, "写出文件")
    file = _place(errand, f"{sheet_name(one)}.{format}", out)
    if format == "csv":
        file.write_bytes(as_csv(heads_of(one), rows))
    else:
        told, names = said_of(errand, full=full), [person.name for person in people()]
        body = full_book(one, rows, playbook=playbook, people=names, told=told)
        file.write_bytes(body)
    note_handed_out(errand.viewer, one.title, len(rows), full=full, asked=asked, at=errand.at)
    answer = {"file": str(file), "table": one.title, "rows": len(rows), "made": file.parent.name}
    if not out:
        said = f"导出好了：{one.title} · {len(rows):,} 行"
        when_long(errand, said, link=f"/collect/made/{file.parent.name}/", about=str(file.parent))
    return answer


def _place(errand: Errand, name: str, out: str) -> Path:
    given = Path(out) if out else _folder(errand)
    if given.suffix.lower().lstrip(".") in FORMATS:
        given.parent.mkdir(parents=True, exist_ok=True)
        return given
    given.mkdir(parents=True, exist_ok=True)
    return given / name


def _folder(errand: Errand) -> Path:
    """Return a new folder of the asker's for a table; old ones are cleared away first."""
    shelf = errand.home.reports
    oldest = (errand.at - timedelta(days=KEPT_DAYS)).timestamp()
    for old in shelf.glob(folder_for("*", "*")):
        if old.stat().st_mtime < oldest:
            shutil.rmtree(old, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=folder_for(errand.viewer.account_id, ""), dir=shelf))


def table_rows(
    errand: Errand,
    one: Print,
    *,
    playbook: Playbook,
    full: bool,
    period: str = "",
    asked: Mapping[str, str] | None = None,
) -> list[list[Cell]]:
    """Return the Viewer's rows of a table, a cell a head; masked unless `full`."""
    if one.is_report:
        span = period or _quarter_before(errand.today)
        return [list(row) for row in report_rows(one, _document(errand, one, span))]
    kept = _kept(errand, one, full=full, asked=asked)
    ids = [row.customer_id for row in kept if row.customer_id is not None]
    errand.tell(1, _STAGES, f"算出 {len(kept):,} 行的各列")
    found = reckoned_for(errand, one, ids, playbook=playbook, period=period)
    errand.tell(2, _STAGES, "排成表格")
    rows = kept if not one.report else [row for row in kept if _is_told(row, found, one)]
    return [[_cell(head, row, found, playbook) for head in one.heads] for row in rows]


def _kept(
    errand: Errand, one: Print, *, full: bool, asked: Mapping[str, str] | None
) -> list[HandoutRow]:
    """Return the rows as they are kept: all of the Viewer's, or the answer to a question."""

    def beat(rows: int) -> None:
        errand.tell(0, _STAGES, f"读出 {rows:,} 行")

    only = None
    if asked and one.noun == "customers":
        question = GridQuestion.from_query(asked)
        only = answered_ids(errand.viewer, question, as_of=errand.today)
    specs = [head.spec for head in one.heads if head.spec]
    kept = handout_rows(errand.viewer, one.noun, specs, full=full, most=MOST, only=only, beat=beat)
    if len(kept) > MOST:
        raise Refused(_("一次最多导出 %(most)s 行，请先缩小范围再导出。") % {"most": f"{MOST:,}"})
    return kept


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
    return document_for(errand, name=one.report, period=period, drawn=False)


def _quarter_before(today: date) -> str:
    """Return the last whole quarter, e.g. 2026Q3."""
    quarter = (today.month - 1) // 3
    return f"{today.year}Q{quarter}" if quarter else f"{today.year - 1}Q4"


def said_of(errand: Errand, *, full: bool) -> str:
    """Return the line that says what an export holds."""
    sight = sight_for(errand.viewer)
    masked = "" if full else "姓名和电话已遮盖；改完导回来时，遮住的格子不会改动库里的号码。"
    return f"{sight.said}，{errand.viewer.name} 导出于 {errand.at:%Y-%m-%d}。{masked}"
