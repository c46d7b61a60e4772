"""The handed-over rows of a batch that have problems, a page at a time, to be mended in place."""

from typing import Any

import polars as pl

from zhike.clean.asked import pairs_of
from zhike.clean.causes import by_cause
from zhike.jobs.errand import Answer, Errand
from zhike.records.batch.lookups import (
    asked_of,
    batch_for,
    problems_of,
    proposed_with,
    sheets_of,
)
from zhike.records.intake.candidates import candidates_for
from zhike.records.playbook_version.lookups import active_playbook
from zhike.runs.correcting import mapping_of, marked, rows_of_group
from zhike.words.mending import Mending
from zhike.words.sheet import Sheet

SAID = "看有问题的行"
PAGE = 20


def run(errand: Errand, *, batch: int, group: str = "", page: int = 1, size: int = PAGE) -> Answer:
    """Return `sheets` (file, sheet, heads, rows) with the rows of a page, `total` and `pages`.

    A row has `row`, `cells` as mended, `marks` by head and `mended` (see runs.correcting.marked).
    Without a group every row with a problem is shown. `pairs` has those of the rows that wait for
    an answer.
    """
    found = batch_for(errand.viewer, batch)
    problems = problems_of(errand.viewer, batch, home=errand.home)
    told = by_cause(problems, mapping=found.mapping, playbook=active_playbook())
    places, problems = rows_of_group(told, group)
    size, page = max(1, size), max(1, page)
    shown = places.slice((page - 1) * size, size)
    mending = Mending.from_json(proposed_with(errand.viewer, batch).get("mending"))
    sheets = {
        (sheet.file, sheet.sheet): sheet
        for sheet, _ in sheets_of(
            errand.viewer, batch, home=errand.home, only=shown["row"].to_list()
        )
    }
    return {
        "sheets": [
            _sheet(sheets[key], shown, problems, found.mapping, mending)
            for key in dict.fromkeys(shown.select("file", "sheet").rows())
            if key in sheets
        ],
        "pairs": _pairs(errand, batch, shown),
        "total": places.height,
        "page": page,
        "pages": -(-places.height // size),
    }


def _pairs(errand: Errand, batch: int, shown: pl.DataFrame) -> list[dict[str, Any]]:
    asked = asked_of(errand.viewer, batch, home=errand.home)
    if asked is None:
        return []
    some = asked.join(shown, on=["file", "sheet", "row"], how="semi", maintain_order="left")
    return pairs_of(some, candidates_for(errand.viewer, some))


def _sheet(
    sheet: Sheet,
    shown: pl.DataFrame,
    problems: pl.DataFrame,
    said: dict[str, str],
    mending: Mending,
) -> dict[str, Any]:
    mine = shown.filter((pl.col("file") == sheet.file) & (pl.col("sheet") == sheet.sheet))
    mapping = mapping_of(sheet, said)
    rows = marked(sheet, mine["row"].to_list(), problems, mapping=mapping, mending=mending)
    return {
        "file": sheet.file,
        "sheet": sheet.sheet,
        "heads": list(sheet.heads),
        "paths": mapping.heads(),
        "rows": rows,
    }
