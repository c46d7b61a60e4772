"""How the columns of a waiting batch are understood: field, confidence and samples."""

from typing import Any

import polars as pl

from zhike.collect.kinds import fields_for
from zhike.jobs.errand import Answer, Errand
from zhike.jobs.errands.propose_import import Asked
from zhike.playbook.fields import NOUNS
from zhike.playbook.playbook import Playbook
from zhike.records.batch.lookups import proposed_with, raw_sheets
from zhike.records.playbook_version.lookups import active_playbook
from zhike.runs.intake import Understood, understand
from zhike.runs.reckoning import explained
from zhike.words.sheet import Column, Sheet

SAID = "辨认各列"
ROWS = 200  # enough for samples; confidence rests on the heads
SAMPLES = 3
NUMBERS = ("money", "number", "whole", "percent")  # what a formula may fill in


def run(errand: Errand, *, batch: int, rows: int = 50) -> Answer:
    """Return each sheet of a batch: its first rows as they are, and its columns as understood."""
    about, playbook = proposed_with(errand.viewer, batch), active_playbook()
    frames = raw_sheets(errand.viewer, batch, home=errand.home, rows=ROWS)
    sheets = [_sheet(frame) for frame, _ in frames]
    wish = Asked(about["kind"], about["mapping"], about["create_customers"]).wish()
    found = understand(sheets, playbook=playbook, wish=wish)
    return {
        "create_customers": about["create_customers"],
        "sheets": [
            {
                "file": one.sheet.file,
                "sheet": one.sheet.sheet,
                "kind": one.kind,
                "heads": list(one.sheet.heads),
                "rows": one.sheet.frame.head(rows).rows(),
                "total": total,
                "columns": [_column(one, number) for number in range(len(one.mapping.columns))],
                "fields": _fields(one.kind, playbook),
                "numbers": _numbers(one.kind, playbook),
            }
            for one, (_, total) in zip(found, frames, strict=True)
        ],
    }


def _sheet(frame: pl.DataFrame) -> Sheet:
    file, sheet = frame["_file"][0], frame["_sheet"][0]
    cells = frame.drop("_file", "_sheet")
    return Sheet(file, sheet, tuple(cells.columns[1:]), cells)


def _column(one: Understood, number: int) -> dict[str, Any]:
    column = one.mapping.columns[number]
    return {
        "head": column.head,
        "path": column.path,
        "unit": column.unit,
        "confidence": column.confidence,
        "reckoned": column.reckoned,
        "samples": _reckoned_samples(one, column) if column.reckoned else _samples(one, column),
    }


def _samples(one: Understood, column: Column) -> list[str]:
    filled = one.sheet.frame[column.head].drop_nulls().unique(maintain_order=True)
    return filled.head(SAMPLES).to_list()


def _reckoned_samples(one: Understood, column: Column) -> list[str]:
    """Say of the first rows how the value comes about: Quantity 6 × UnitPrice 2.55 = 15.3."""
    rows = one.sheet.frame.head(SAMPLES).iter_rows(named=True)
    cells = [{head: text for head, text in row.items() if isinstance(text, str)} for row in rows]
    return [said for said in (explained(column.head, row) for row in cells) if said]


def _fields(kind: str, playbook: Playbook) -> list[tuple[str, str]]:
    fields = {noun: playbook.fields(noun) for noun in NOUNS.values()}
    return [(field.path, field.label) for field in fields_for(kind, fields)]


def _numbers(kind: str, playbook: Playbook) -> list[tuple[str, str]]:
    """Return the fields a formula may fill in: those of the kind, then every other noun's.

    A table without its amount is often taken for another kind; the formula mends that.
    """
    fields = {noun: playbook.fields(noun) for noun in NOUNS.values()}
    own = [field for field in fields_for(kind, fields) if field.kind in NUMBERS]
    others = [
        (field.path, f"{label}：{field.label}")
        for label, noun in NOUNS.items()
        for field in fields[noun]
        if field.kind in NUMBERS and field not in own
    ]
    return [*((field.path, field.label) for field in own), *others]
