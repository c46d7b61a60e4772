"""Cells that name a person beside a number: what the number's column and the name's column hold."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from zhike.clean.cells import fold_figures, read_cells
from zhike.clean.cleaned import Cleaned
from zhike.clean.han import ANY_HAN
from zhike.clean.person_beside import LABEL, RULE, Beside, person_beside
from zhike.clean.phones import ALONE, clean_phones

Stored = dict[str, pl.Series]
_SEVERAL = "“{}”里不止一个人，看不出号码是谁的，姓名没有分出来；请一人一行"
_NO_NAME = f"{LABEL}|转|分机"
_DIGITS = r"[0-9０-９].*[0-9０-９*].*[0-9０-９]"


def whose_phones(cells: pl.Series, phones: Cleaned) -> tuple[Cleaned, Stored]:
    """Return phones with a warning where a cell names several people, and who is named.

    `_beside_name` and `_beside_title` stand only where somebody is.
    """
    if phones.by is None:
        return phones, {}
    alone = phones.by.is_in(ALONE).fill_null(value=True)
    odd = (~alone & phones.values.is_not_null()).arg_true()
    rows, found = _told_of(cells, odd, in_names=False)
    if not found:
        return phones, {}
    told = _warned(phones, cells, rows, found)
    people = {
        "_beside_name": [one.name for one in found],
        "_beside_title": [one.title for one in found],
    }
    if not any(people["_beside_name"]):
        return told, {}
    return told, {name: _at(len(cells), rows, texts) for name, texts in people.items()}


def names_apart(cells: pl.Series, names: Cleaned) -> tuple[Cleaned, Stored]:
    """Return names without the numbers beside them, and these numbers with their kind.

    `_beside_phone` and `_beside_phone_kind` stand only where a number is read; a cell whose number
    is not stays as it stands.
    """
    numbered = cells.str.contains(_DIGITS).fill_null(value=False).arg_true()
    rows, found = _told_of(cells, numbered, in_names=True)
    if not found:
        return names, {}
    read = clean_phones(pl.Series([one.number or None for one in found], dtype=pl.String))
    taken = read.values.is_not_null()
    told = _warned(names, cells, rows, found)
    if not taken.any():
        return told, {}
    at, people = rows.filter(taken), pl.Series([one.name for one in found]).filter(taken)
    nothing = pl.Series("by", [None], dtype=pl.String).new_from_index(0, len(cells))
    told = replace(
        told,
        values=told.values.clone().scatter(at, people),
        reasons=told.reasons.clone().scatter(at, read.reasons.filter(taken)),
        severity=told.severity.clone().scatter(at, read.severity.filter(taken)),
        by=nothing.clone().scatter(at, RULE),
    )
    beside = {"_beside_phone": read.values, "_beside_phone_kind": read.more["phone_kind"]}
    return told, {name: _at(len(cells), rows, values.to_list()) for name, values in beside.items()}


def _told_of(
    cells: pl.Series, rows: pl.Series, *, in_names: bool
) -> tuple[pl.Series, list[Beside]]:
    """Return those of some rows whose cell names anybody, and who that is; each is asked once."""
    each = cells.gather(rows).unique()
    each = each.filter(each.str.replace_all(_NO_NAME, "").str.contains(ANY_HAN))
    texts = read_cells(each, folded=fold_figures)["text"].fill_null("")
    asked = zip(each, (person_beside(text, in_names=in_names) for text in texts), strict=True)
    known = {cell: one for cell, one in asked if one.name or one.several}
    named = rows.filter(cells.gather(rows).is_in(list(known)))
    return named, [known[cell] for cell in cells.gather(named)]


def _at(length: int, rows: pl.Series, texts: Sequence[str | None]) -> pl.Series:
    """Return a column with texts at some rows, empty ones as null."""
    nothing = pl.Series([None], dtype=pl.String).new_from_index(0, length)
    return nothing.scatter(rows, pl.Series([text or None for text in texts], dtype=pl.String))


def _warned(read: Cleaned, cells: pl.Series, rows: pl.Series, found: Sequence[Beside]) -> Cleaned:
    """Return what was read with a warning at the cells that name several people."""
    many = rows.filter(pl.Series([one.several for one in found], dtype=pl.Boolean))
    if not len(many):
        return read
    said = cells.gather(many).to_frame().select(pl.format(_SEVERAL, pl.first())).to_series()
    return replace(
        read,
        reasons=read.reasons.clone().scatter(many, said),
        severity=read.severity.clone().scatter(many, "warn"),
    )
