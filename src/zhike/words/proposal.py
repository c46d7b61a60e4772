"""What an intake would do, before anything is written: rows with their fate, and problems."""

from dataclasses import dataclass, field
from typing import Literal

import polars as pl

from zhike.words.sheet import PassedOver, Sheet

Fate = Literal["new", "changed", "same", "unclear", "rejected"]
FATES: tuple[Fate, ...] = ("new", "changed", "same", "unclear", "rejected")

# Columns every part carries beside its own fields; the rest of a part's columns are field names.
PLACE_COLUMNS = ("_file", "_sheet", "_row")
PART_COLUMNS = (*PLACE_COLUMNS, "_identity", "_parent", "_fate", "_known_id")
PROBLEM_COLUMNS = ("file", "sheet", "row", "column", "value", "rule", "message", "severity")
# What rules made of cells: the column, its field, raw and clean, the rule (several are joined by +)
# with its version, how sure it is (0-1), and how many cells of the column say so.
READING_COLUMNS = (
    *("file", "sheet", "column", "path", "raw", "value", "rule", "version", "confidence", "cells"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one noun that an intake would keep.

    `rows` has one row a record: PART_COLUMNS, then the noun's fields in their stored form (dates as
    Date, money as Int64 分, partial dates and codes as text). `_parent` is the identity of the
    customer (or of the order, for order lines) that the row hangs on; `_known_id` is the record
    already kept under `_identity`, or null. Own fields are columns too, listed in `own`.
    """

    noun: str
    rows: pl.DataFrame
    own: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would be kept and what needs asking; the only thing `changes` accepts customer data in.

    `fates` counts the rows people handed over (not the records made of them). `raw` keeps every
    cell as text with its place: columns _file, _sheet, _row, then one column a head, by sheet.
    """

    kind: str
    files: tuple[str, ...]
    parts: tuple[Part, ...]
    problems: pl.DataFrame
    raw: tuple[pl.DataFrame, ...] = ()
    fates: dict[str, int] = field(default_factory=dict)
    mapping: dict[str, str] = field(default_factory=dict)  # head (file#sheet!head) → field path
    sheets: tuple[Sheet, ...] = ()  # what was handed over, in the order of `raw`
    kinds: tuple[str, ...] = ()  # what each of these sheets is about
    passed_over: tuple[PassedOver, ...] = ()  # sheets that were not understood or not wanted
    asked: pl.DataFrame | None = None  # rows a person is to answer for (clean.asked.ASKED)
    readings: pl.DataFrame | None = None  # READING_COLUMNS of cells that rules changed (S3-44)

    def part(self, noun: str) -> Part | None:
        """Return the part of one noun, or None when no row of it was handed over."""
        return next((part for part in self.parts if part.noun == noun), None)

    @property
    def is_empty(self) -> bool:
        """Say whether accepting this would write nothing."""
        return not (self.fates.get("new", 0) or self.fates.get("changed", 0))
