"""From what somebody typed to a Proposal: the readers and the rules of the import, cell by cell."""

import re
from collections.abc import Mapping as Book
from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from zhike.clean.field_cells import clean_field
from zhike.clean.identity import part_columns
from zhike.clean.owners import with_owners
from zhike.clean.parts import gathered
from zhike.clean.plain_kinds import PLAIN
from zhike.clean.rows import CleanSheet, standardise
from zhike.playbook.playbook import Playbook
from zhike.words.field import FieldSpec
from zhike.words.proposal import Part, Proposal
from zhike.words.sheet import Column, Mapping, Sheet

Row = Book[str, str]  # field path → what was typed
_SOMEBODY = "customers.external_id"  # stands for the customer the row is entered for
_PLAIN = re.compile(r"-?\d+(\.\d+)?")
_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Trouble:
    """One cell that can't be kept as typed: which row and field, and what to do about it."""

    row: int
    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What was typed, read: the Proposal, what is wrong, what was read with a doubt."""

    proposal: Proposal
    wrong: tuple[Trouble, ...] = ()
    doubts: tuple[Trouble, ...] = ()
    raw: Book[str, str] = field(default_factory=dict)  # typed text that reads differently


def propose_entry(
    kind: str, rows: Sequence[Row], *, playbook: Playbook, owners: Book[str, int]
) -> Entry:
    """Return what entering these rows of one kind would keep (S3-05…S3-08, S3-44).

    Every row carries the same field paths. A cell nobody can read is wrong here, where an import
    leaves it out and lists it. Children belong to a customer that is named when they are kept.
    """
    fields = {path: playbook.field(path) for path in dict.fromkeys(p for row in rows for p in row)}
    sheet = _sheet(kind, rows, list(fields))
    mapping = Mapping(
        (
            *(Column(path, path) for path in fields),
            *([Column("@", _SOMEBODY)] if _is_of_somebody(kind) else []),
        )
    )
    cleaned = standardise(sheet, mapping, playbook=playbook, kind=kind)
    wrong, doubts = _judged(sheet, fields, cleaned, playbook)
    return Entry(
        proposal=_proposal(kind, cleaned, sheet, owners),
        wrong=tuple(wrong),
        doubts=tuple(doubts),
        raw=_raw(rows[0], fields, cleaned) if len(rows) == 1 else {},
    )


def _is_of_somebody(kind: str) -> bool:
    """Say whether rows of a kind point at a customer: not customers, products or activities."""
    return kind != "customers" and (kind not in PLAIN or PLAIN[kind].of_customer)


def _sheet(kind: str, rows: Sequence[Row], paths: list[str]) -> Sheet:
    cells = {path: [row.get(path) or None for row in rows] for path in paths}
    if _is_of_somebody(kind):
        cells["@"] = ["1"] * len(rows)
    texts = pl.DataFrame(cells, schema=dict.fromkeys(cells, pl.String))
    numbers = pl.Series("_row", range(len(rows)), dtype=pl.Int64)
    return Sheet("", "", tuple(cells), texts.insert_column(0, numbers))


def _judged(
    sheet: Sheet, fields: Book[str, FieldSpec], cleaned: CleanSheet, playbook: Playbook
) -> tuple[list[Trouble], list[Trouble]]:
    """Return what is wrong and what is doubtful: of the cells first, then of whole rows."""
    wrong: list[Trouble] = []
    doubts: list[Trouble] = []
    listed = set(cleaned.problems.select("row", "column", "message").iter_rows())
    for path, spec in fields.items():
        if sheet.frame[path].null_count() == sheet.frame.height:
            continue
        read, _ = clean_field(spec, sheet.frame[path], unit="", playbook=playbook)
        for row, (reason, severity) in enumerate(zip(read.reasons, read.severity, strict=True)):
            if severity == "reject":
                wrong.append(Trouble(row, path, reason))
            elif (row, path, reason) in listed:  # else another cell of the row explains it
                doubts.append(Trouble(row, path, reason))
    told = {(one.row, one.path) for one in (*wrong, *doubts)}
    for problem in cleaned.problems.iter_rows(named=True):
        place = (problem["row"], problem["column"])
        if place not in told:
            rejected = problem["severity"] == "reject"
            (wrong if rejected else doubts).append(Trouble(*place, problem["message"]))
    return wrong, doubts


def _proposal(kind: str, cleaned: CleanSheet, sheet: Sheet, owners: Book[str, int]) -> Proposal:
    parts, _ = gathered([cleaned])
    nothing = pl.lit(None, dtype=pl.String)
    told = {
        noun: with_owners(noun, rows, owners).with_columns(
            _file=nothing, _sheet=nothing, _row=pl.lit(None, dtype=pl.Int64),
            _fate=pl.lit("new"), _known_id=pl.lit(None, dtype=pl.Int64),
        )
        for noun, rows in parts.items()
        if noun != "customers" or kind == "customers"
    }  # fmt: skip
    return Proposal(
        kind=kind,
        files=(),
        parts=tuple(
            Part(noun, rows.select(part_columns(rows)), cleaned.own.get(noun, ()))
            for noun, rows in told.items()
        ),
        problems=cleaned.problems,
        raw=(sheet.frame,),
        fates={"new": cleaned.frame.height},
    )


def _raw(row: Row, fields: Book[str, FieldSpec], cleaned: CleanSheet) -> dict[str, str]:
    """Return what was typed where the stored value says it otherwise: 12.5万, 2024/5/1."""
    if cleaned.frame.is_empty():
        return {}
    stored = cleaned.frame.row(0, named=True)
    return {
        path: text
        for path, text in row.items()
        if text and stored.get(path) is not None and not _says(fields[path], text, stored[path])
    }


def _says(spec: FieldSpec, text: str, value: object) -> bool:
    """Say whether a stored value and the typed text are the same but for the form it is kept in."""
    scale = {"money": 100, "whole": 1, "number": 1}.get(spec.kind)
    if scale is None or not _PLAIN.fullmatch(text):
        return str(value) == text
    return isinstance(value, int | float) and abs(float(text) * scale - value) < _TINY
