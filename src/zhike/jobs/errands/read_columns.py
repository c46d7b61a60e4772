"""How the columns of a waiting batch are understood: field, confidence and samples."""

from collections.abc import Mapping
from typing import Any

from zhike.collect.kinds import fields_for
from zhike.jobs.again import asked_for
from zhike.jobs.errand import Answer, Errand
from zhike.playbook.fields import NOUNS
from zhike.playbook.playbook import Playbook
from zhike.records.batch.lookups import proposed_with, sheets_of
from zhike.records.playbook_version.lookups import active_playbook
from zhike.runs.reckoning import explained
from zhike.runs.understanding import Understood, understand
from zhike.words.mending import WRITINGS
from zhike.words.sheet import Column

SAID = "辨认各列"
ROWS = 200  # enough for samples; confidence rests on the heads
SAMPLES = 3
NUMBERS = ("money", "number", "whole", "percent")  # what a formula may fill in


def run(errand: Errand, *, batch: int, rows: int = 50) -> Answer:
    """Return each sheet of a batch: its first rows as they are, and its columns as understood.

    `passed_over` names the sheets that are not read, with why.
    """
    about, playbook = proposed_with(errand.viewer, batch), active_playbook()
    handed = sheets_of(errand.viewer, batch, home=errand.home, rows=ROWS)
    totals = {(sheet.file, sheet.sheet): total for sheet, total in handed}
    asked = asked_for(about)
    sheets = [sheet for sheet, _ in handed]
    found, passed_over = understand(sheets, playbook=playbook, wish=asked.wish())
    writing, keys = asked.wish().mending.writing, asked.wish().mending.keys
    return {
        "create_customers": asked.create_customers,
        "sheets": [
            {
                "file": one.sheet.file,
                "sheet": one.sheet.sheet,
                "kind": one.kind,
                "title_rows": list(one.sheet.title_rows),
                "notes": list(one.sheet.notes),
                "head_row": one.sheet.head_row,
                "heads": list(one.sheet.heads),
                "rows": one.sheet.frame.head(rows).rows(),
                "total": totals[one.sheet.file, one.sheet.sheet],
                "columns": [
                    _column(one, number) | _written(one, number, writing)
                    for number in range(len(one.mapping.columns))
                ],
                "keys": list(keys.get(one.kind, ())),
                "fields": _fields(one.kind, playbook),
                "numbers": _numbers(one.kind, playbook),
            }
            for one in found
        ],
        "passed_over": [
            {"file": one.sheet.file, "sheet": one.sheet.sheet, "why": one.why}
            for one in passed_over
        ],
    }


def _written(one: Understood, number: int, writing: Mapping[str, str]) -> dict[str, str]:
    """Return how a column is written onto what is kept already: 覆盖, 保留 or 补空."""
    return {"writing": writing.get(one.mapping.columns[number].path, WRITINGS[0])}


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
    fields = {noun: playbook.offered(noun) for noun in NOUNS.values()}
    return [(field.path, field.label) for field in fields_for(kind, fields)]


def _numbers(kind: str, playbook: Playbook) -> list[tuple[str, str]]:
    """Return the fields a formula may fill in: those of the kind, then every other noun's.

    A table without its amount is often taken for another kind; the formula mends that.
    """
    fields = {noun: playbook.offered(noun) for noun in NOUNS.values()}
    own = [field for field in fields_for(kind, fields) if field.kind in NUMBERS]
    others = [
        (field.path, f"{label}：{field.label}")
        for label, noun in NOUNS.items()
        for field in fields[noun]
        if field.kind in NUMBERS and field not in own
    ]
    return [*((field.path, field.label) for field in own), *others]
