"""Values read again as a Proposal: a batch like any other, with a journal and an undo."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from zhike.clean.findings import no_problems
from zhike.clean.readings import no_readings
from zhike.clean.rule_book import parts_of
from zhike.runs.reading_again import Difference
from zhike.words.proposal import Part, Proposal
from zhike.words.sheet import Sheet

Rewritten = Sequence[tuple[int, int, Difference]]  # the batch it came with, the record, the value


def rewriting(found: Rewritten, *, said: str, kinds: Mapping[str, str]) -> Proposal:
    """Return the Proposal that writes `after` of each difference onto its record.

    `said` stands where other batches name their file; `kinds` gives the kind of each sheet
    (`file#sheet`). The cells go along, so that a value can be followed to what was handed over.
    """
    nouns = list(dict.fromkeys(one.noun for *_who, one in found))
    sheets = list(dict.fromkeys((one.file, one.sheet) for *_who, one in found))
    raw = [_raw(found, file, sheet) for file, sheet in sheets]
    return Proposal(
        kind="+".join(nouns),
        files=(said,),
        parts=tuple(_part(noun, found) for noun in nouns),
        problems=no_problems(),
        raw=tuple(raw),
        fates={
            "new": 0,
            "changed": len({(o.noun, i) for _batch, i, o in found}),
            "same": 0,
            "unclear": 0,
        }
        | {"rejected": 0},
        mapping=_mapping(found),
        sheets=tuple(_sheet(frame, *place) for frame, place in zip(raw, sheets, strict=True)),
        kinds=tuple(kinds.get(f"{file}#{sheet}", nouns[0]) for file, sheet in sheets),
        readings=_readings(found),
    )


def _part(noun: str, found: Rewritten) -> Part:
    """Return one row a record; columns in `_emptied` are to be left empty."""
    rows: dict[int, dict[str, Any]] = {}
    own: dict[str, None] = {}
    for batch_id, record_id, one in found:
        if one.noun != noun:
            continue
        row = rows.setdefault(record_id, _place(batch_id, record_id, one))
        if one.after is None:
            row["_emptied"].append(one.column)
        row[one.column] = one.after
        own |= {one.column: None} if one.own else {}
    names = list(dict.fromkeys(name for row in rows.values() for name in row))
    whole = [{name: row.get(name) for name in names} for row in rows.values()]
    kinds: dict[str, pl.DataType] = {"_parent": pl.String(), "_emptied": pl.List(pl.String())}
    frame = pl.DataFrame(whole, infer_schema_length=None, schema_overrides=kinds)
    return Part(noun, frame, tuple(own))


def _place(batch_id: int, record_id: int, one: Difference) -> dict[str, Any]:
    return {
        "_file": one.file, "_sheet": one.sheet, "_row": one.row, "_identity": f"#{record_id}",
        "_parent": None, "_fate": "changed", "_known_id": record_id, "_batch": batch_id,
        "_emptied": [],
    }  # fmt: skip


def _raw(found: Rewritten, file: str, sheet: str) -> pl.DataFrame:
    """Return the cells behind the values of one sheet, as `Proposal.raw` keeps them."""
    rows: dict[int, dict[str, Any]] = {}
    mine = [one for *_who, one in found if (one.file, one.sheet) == (file, sheet)]
    for one in mine:
        rows.setdefault(one.row, {})[one.head] = one.raw
    heads = list(dict.fromkeys(one.head for one in mine))
    told = [
        {"_file": file, "_sheet": sheet, "_row": at, **{head: cells.get(head) for head in heads}}
        for at, cells in sorted(rows.items())
    ]
    schema = {"_file": pl.String, "_sheet": pl.String, "_row": pl.Int64}
    return pl.DataFrame(told, schema=schema | dict.fromkeys(heads, pl.String))


def _sheet(raw: pl.DataFrame, file: str, sheet: str) -> Sheet:
    frame = raw.drop("_file", "_sheet")
    return Sheet(file, sheet, tuple(frame.columns[1:]), frame)


def _mapping(found: Rewritten) -> dict[str, str]:
    several = len({(one.file, one.sheet) for *_who, one in found}) > 1
    return {
        f"{one.file}#{one.sheet}!{one.head}" if several else one.head: one.path
        for *_who, one in found
    }


def _readings(found: Rewritten) -> pl.DataFrame:
    """Return what rules make of the cells now; of what is left empty nothing."""
    told = {
        (one.file, one.sheet, one.head, one.path, one.raw): (one.rule, one.after)
        for *_who, one in found
        if one.rule and one.after is not None
    }
    rows = [
        {
            **dict(zip(("file", "sheet", "column", "path", "raw"), key, strict=True)),
            "value": str(after),
            "rule": rule,
            "version": "+".join(str(part.version) for part in parts_of(rule)),
            "confidence": min((part.confidence for part in parts_of(rule)), default=1.0),
            "cells": 1,
        }
        for key, (rule, after) in told.items()
    ]
    return pl.DataFrame(rows, schema=no_readings().schema)
