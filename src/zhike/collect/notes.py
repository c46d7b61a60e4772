"""What is worth saying about a sheet as a whole: columns and sheets that were left alone."""

import polars as pl

from zhike.collect.reckoned import reckoned_from
from zhike.words.problem import Problem
from zhike.words.proposal import PROBLEM_COLUMNS
from zhike.words.sheet import Mapping, Sheet

NAMED = 20  # heads a note names


def notes_of(sheet: Sheet, mapping: Mapping) -> pl.DataFrame:
    """Return the notes on a sheet as problems (PROBLEM_COLUMNS) of its row 0."""
    doubled = [column.head for column in mapping.columns if any(
        note.startswith(f"“{column.head}”") for note in mapping.notes
    )]  # fmt: skip
    spoken_of = {*doubled, *_used(sheet, mapping)}
    unknown = [
        column.head
        for column in mapping.columns
        if not (column.path or column.known or column.head in spoken_of)
    ]
    notes = [*sheet.notes, *mapping.notes]
    if unknown:
        notes.append(f"这些列不认识，没有导入（原样保留）：{_some(unknown)}")
    problems = [Problem(sheet.place(0), "", "S3-07", note) for note in notes]
    lines = [problem.as_json() | {"severity": problem.severity} for problem in problems]
    kinds = dict.fromkeys(PROBLEM_COLUMNS, pl.String) | {"row": pl.Int64}
    return pl.DataFrame(lines, schema=kinds)


def _some(heads: list[str]) -> str:
    """Name the heads; of very many the first, and how many there are."""
    named = "、".join(heads[:NAMED])
    return named if len(heads) <= NAMED else f"{named} 等 {len(heads)} 列"


def _used(sheet: Sheet, mapping: Mapping) -> set[str]:
    """Return the heads that formulas reckon with."""
    formulas = [reckoned_from(one.head, sheet.heads) for one in mapping.columns if one.reckoned]
    return {head for formula in formulas if formula for head in formula.heads.values()}
