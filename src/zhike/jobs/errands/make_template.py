"""Write a workbook to fill in: a table of §2, a kind of record, or several linked sheets."""

import tempfile
from pathlib import Path

from zhike.collect.template.books import TOGETHER, TOGETHER_NAME, empty_book, sheet_name
from zhike.jobs.errand import Answer, Errand
from zhike.playbook.printed import print_named
from zhike.records.account.lookups import people
from zhike.records.playbook_version.lookups import active_playbook
from zhike.words.problem import Refused

SAID = "制作模板"


def run(errand: Errand, *, name: str = "", out: str = "") -> Answer:
    """Write the workbook into the folder `out`; returns `file` and the `sheets` in it.

    Without a name it has customers, contacts, follow-ups and orders together, linked by 客户编号.
    """
    playbook = active_playbook()
    tables = [print_named(playbook, one).to_fill_in() for one in ([name] if name else TOGETHER)]
    if tables[0].is_report:
        raise Refused(f"“{tables[0].title}”是报表，由系统算出，没有要填的模板；可以导出它")
    title = tables[0].title if name else TOGETHER_NAME
    names = [person.name for person in people()]
    body = empty_book(tables, playbook=playbook, people=names, title=title)
    folder = Path(out) if out else Path(tempfile.mkdtemp(dir=errand.home.reports))
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{sheet_name(tables[0]) if name else TOGETHER_NAME}.xlsx"
    file.write_bytes(body)
    return {"file": str(file), "sheets": [sheet_name(one) for one in tables]}
