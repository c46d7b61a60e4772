"""The rows of a batch that have problems, as a workbook to correct and hand in again."""

from pathlib import Path

import polars as pl
from django.utils.translation import gettext as _

from zhike.collect.errors_workbook import Marked, write_errors
from zhike.collect.mended import mended
from zhike.jobs.errand import Answer, Errand
from zhike.records.batch.chest import kinds_of
from zhike.records.batch.lookups import batch_for, problems_of, proposed_with, sheets_of
from zhike.records.batch.returned import mark_of
from zhike.runs.correcting import mapping_of
from zhike.words.mending import Mending
from zhike.words.problem import Refused
from zhike.words.sheet import Sheet

SAID = "写出待更正的行"


def run(errand: Errand, *, batch: int, all_rows: bool = False) -> Answer:
    """Return the `path` of the workbook and how many `rows` it has.

    Its rows are as they were handed over, with what was mended so far; with `all_rows` those
    without a problem stand there too.
    """
    found = batch_for(errand.viewer, batch)
    problems = problems_of(errand.viewer, batch, home=errand.home).filter(pl.col("row") > 0)
    if problems.is_empty() and not all_rows:
        raise Refused(_("批次 %(batch)s 没有有问题的行，不用更正。") % {"batch": batch})
    mending = Mending.from_json(proposed_with(errand.viewer, batch).get("mending"))
    folder = errand.home.batch(batch)
    rows = None if all_rows else problems["row"].unique().to_list()
    handed = sheets_of(errand.viewer, batch, home=errand.home, only=rows)
    read = len(kinds_of(folder)) or len(handed)
    marked = [
        one
        for sheet, _rows in handed[:read]
        if (one := _marked(sheet, problems, found.mapping, mending, all_rows)).sheet.frame.height
    ]
    name = (
        f"{Path(found.files[0]).stem} 待更正 {batch}.xlsx"
        if found.files
        else f"待更正 {batch}.xlsx"
    )
    path = folder / name.replace("/", " ")
    write_errors(path, marked, batch=batch, mark=mark_of(batch, home=errand.home))
    return {"path": str(path), "rows": sum(one.sheet.frame.height for one in marked)}


def _marked(
    sheet: Sheet, problems: pl.DataFrame, said: dict[str, str], mending: Mending, all_rows: bool
) -> Marked:
    mapping = mapping_of(sheet, said)
    here = problems.filter((pl.col("file") == sheet.file) & (pl.col("sheet") == sheet.sheet))
    rows = mended(sheet, mapping, mending)
    if not all_rows:
        some = rows.frame.filter(pl.col("_row").is_in(here["row"].unique().implode()))
        rows = Sheet(sheet.file, sheet.sheet, sheet.heads, some)
    return Marked(rows, here, mapping.heads())
