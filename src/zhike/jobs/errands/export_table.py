"""Write a table of the book as a file: the Viewer's rows, in the printed order of its heads."""

import tempfile
from pathlib import Path

from django.utils.translation import gettext as _

from zhike.collect.template.books import full_book, sheet_name
from zhike.collect.template.written import as_csv
from zhike.jobs.errand import Answer, Errand
from zhike.jobs.table_rows import said_of, table_rows
from zhike.playbook.printed import heads_of, print_named
from zhike.records.account.lookups import people
from zhike.records.handout.changes import note_handed_out
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.rights import insist
from zhike.words.problem import Refused

SAID = "导出表格"
FORMATS = ("xlsx", "csv")


def run(
    errand: Errand,
    *,
    table: str,
    format: str = "xlsx",
    out: str = "",
    full: bool = False,
    period: str = "",
) -> Answer:
    """Write a table of §2 or of a kind of record; returns `file`, `table` and `rows`.

    Personal values are masked unless `full`, which asks for the right to see them. `out` is a file
    or a folder; without it the file lies in the home, among the reports.
    """
    insist(errand.viewer, "export", "导出表格")
    if full:
        insist(errand.viewer, "see_full", "导出完整的姓名和电话")
    if format not in FORMATS:
        raise Refused(_("没有“%(format)s”这种格式，可用：xlsx、csv") % {"format": format})
    playbook = active_playbook()
    one = print_named(playbook, table)
    errand.tell(0, 2, SAID)
    rows = table_rows(errand, one, playbook=playbook, full=full, period=period)
    errand.tell(1, 2, "写出文件")
    file = _place(errand, f"{sheet_name(one)}.{format}", out)
    if format == "csv":
        file.write_bytes(as_csv(heads_of(one), rows))
    else:
        told, names = said_of(errand, full=full), [person.name for person in people()]
        body = full_book(one, rows, playbook=playbook, people=names, told=told)
        file.write_bytes(body)
    note_handed_out(errand.viewer, one.title, len(rows), full=full, at=errand.at)
    return {"file": str(file), "table": one.title, "rows": len(rows)}


def _place(errand: Errand, name: str, out: str) -> Path:
    given = Path(out) if out else Path(tempfile.mkdtemp(prefix="table-", dir=errand.home.reports))
    if given.suffix.lower().lstrip(".") in FORMATS:
        given.parent.mkdir(parents=True, exist_ok=True)
        return given
    given.mkdir(parents=True, exist_ok=True)
    return given / name
