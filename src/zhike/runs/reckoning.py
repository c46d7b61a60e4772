"""Sheets whose columns are partly reckoned: formulas of collect over numbers cleaned by clean."""

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from zhike.clean.reckoned import Wanted, numbers_of, reckon
from zhike.clean.rows import CleanSheet, standardise
from zhike.collect.fold import take_apart
from zhike.collect.reckoned import Reckoned, has_signs, reckoned_from
from zhike.formula.explain import explain
from zhike.formula.tree import FormulaRefused
from zhike.playbook.playbook import Playbook
from zhike.words import sheet as words
from zhike.words.sheet import Column, Sheet
from zhike.words.stated import NOTHING_STATED, Stated

_FEN_PLACES = 2  # an amount that is reckoned is rounded to the 分 like any other


def standardised(
    sheet: Sheet,
    mapping: words.Mapping,
    *,
    playbook: Playbook,
    kind: str,
    stated: Stated = NOTHING_STATED,
) -> CleanSheet:
    """Return `clean.rows.standardise` of a sheet, its reckoned columns filled in first.

    A row that falls for want of a reckoned value is told once, at the cell that is to blame.
    """
    found = []
    for column in (column for column in mapping.columns if column.reckoned):
        wanted = _wanted(sheet, column, playbook)
        if wanted is not None:
            values, problems = reckon(sheet, wanted)
            sheet = replace(sheet, frame=sheet.frame.with_columns(values.alias(column.head)))
            found.append((column.head, problems))
    cleaned = standardise(sheet, mapping, playbook=playbook, kind=kind, stated=stated)
    for head, problems in found:
        cleaned = _told_once(cleaned, head, problems)
    return cleaned


def _wanted(sheet: Sheet, column: Column, playbook: Playbook) -> Wanted | None:
    reckoned = reckoned_from(column.head, sheet.heads)
    if reckoned is None:
        return None
    field = playbook.field(column.path)
    places = {"places": _FEN_PLACES} if field.kind == "money" else {}
    return Wanted(
        column.head, reckoned.formula, reckoned.heads, _units(reckoned), field.label, **places
    )


def _units(reckoned: Reckoned) -> dict[str, str]:
    return {head: take_apart(head).unit for head in reckoned.heads.values()}


def _told_once(cleaned: CleanSheet, head: str, problems: pl.DataFrame) -> CleanSheet:
    """Return the sheet with these problems in place of what its rows say of the column."""
    if problems.is_empty():
        return cleaned
    told = cleaned.problems
    fallen = told.filter((pl.col("column") == head) & (pl.col("severity") == "reject"))
    rows = problems["row"].implode()
    severity = pl.when(pl.col("row").is_in(fallen["row"].implode())).then(pl.lit("reject"))
    kept = told.filter((pl.col("column") != head) | ~pl.col("row").is_in(rows))
    kept = kept.join(problems, on=["row", "column"], how="anti", maintain_order="left")
    mine = problems.with_columns(severity.otherwise("severity").alias("severity"))
    return replace(cleaned, problems=pl.concat([kept, mine]).sort("row", maintain_order=True))


def explained(said: str, cells: Mapping[str, str]) -> str:
    """Say how a reckoned value came about: `Quantity 6 × UnitPrice 2.55 = 15.3`.

    `cells` are the row's filled raw cells by head. Empty when `said` is no formula over them.
    """
    try:
        reckoned = reckoned_from(said, cells) if has_signs(said) else None
    except FormulaRefused:
        reckoned = None
    if reckoned is None:
        return ""
    units = _units(reckoned)
    values = {
        name: numbers_of(pl.Series([cells[head]], dtype=pl.String), unit=units[head]).item()
        for name, head in reckoned.heads.items()
    }
    return explain(
        reckoned.formula,
        values,
        shown=lambda label, _: f"{reckoned.heads[label]} {cells[reckoned.heads[label]]}",
    )
