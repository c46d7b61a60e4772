"""From files to a Proposal: what would be kept and what needs asking, with nothing written."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from zhike.clean.identity import fates, part_columns
from zhike.clean.outcome import row_fates, unclear_rows
from zhike.clean.owners import unknown_owners, with_newcomers, with_owners
from zhike.clean.parents import Sorted, by_their_own_key, sort_out
from zhike.clean.parts import Parts, gathered, grown_orders
from zhike.clean.rows import CleanSheet
from zhike.collect.columns import aliases_of
from zhike.collect.files import read_file
from zhike.collect.fold import fold
from zhike.collect.kinds import fields_for, guess_kind
from zhike.collect.mapping import check_map, check_used, mapped
from zhike.collect.notes import notes_of
from zhike.collect.reckoned import pieces_of
from zhike.playbook.fields import NOUNS
from zhike.playbook.playbook import Playbook
from zhike.runs.reckoning import standardised
from zhike.words import sheet as words
from zhike.words.field import FieldSpec
from zhike.words.problem import Refused
from zhike.words.proposal import Part, Proposal
from zhike.words.sheet import Sheet

Known = Callable[[str, pl.Series], pl.DataFrame]


@dataclass(frozen=True, slots=True)
class Kept:
    """What the book holds already, as the person who imports may see it.

    `known(noun, identities)` returns `_identity`, `_id`, `_mine` and the kept columns; `owners`
    gives account ids by name.
    """

    known: Known
    owners: Mapping[str, int]
    newcomers: int | None = None  # whose the new customers are that nobody is named for


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for: the kind of the sheets, columns named by hand, unknown customers."""

    kind: str | None = None
    columns: Mapping[str, str] | None = None  # field as said → column as said (`read_map`)
    create_customers: bool = False


AS_GUESSED = Wish()


@dataclass(frozen=True, slots=True)
class Understood:
    """A sheet with its kind and the meaning of its columns."""

    sheet: Sheet
    kind: str
    mapping: words.Mapping


def read_files(
    paths: Iterable[Path], *, playbook: Playbook, columns: Mapping[str, str] | None = None
) -> list[Sheet]:
    """Return the tables of the files word for word; Refused when one of them can't be read.

    `columns` are those named by hand, so that a head row may be recognised by them too.
    """
    aliases = aliases_of(field for fields in _fields(playbook).values() for field in fields)
    aliases |= {fold(piece) for column in (columns or {}).values() for piece in pieces_of(column)}
    return [sheet for path in paths for sheet in read_file(path, aliases=aliases)]


def understand(sheets: Sequence[Sheet], *, playbook: Playbook, wish: Wish) -> list[Understood]:
    """Return the sheets with their kinds and mappings; Refused when none makes sense.

    A sheet about nothing known is passed over with a note when another one is understood.
    """
    fields = _fields(playbook)
    said = dict(wish.columns or {})
    if wish.kind is not None and wish.kind not in fields:
        raise Refused(f"不认识的种类“{wish.kind}”，可用：{'、'.join(fields)}")
    every = [field for of_noun in fields.values() for field in of_noun]
    check_map(said, [sheet.heads for sheet in sheets], every)
    understood = _all_understood(sheets, fields, wish.kind, said)
    check_used(said, [one.mapping for one in understood], every)
    return understood


def _all_understood(
    sheets: Sequence[Sheet],
    fields: dict[str, tuple[FieldSpec, ...]],
    kind: str | None,
    said: dict[str, str],
) -> list[Understood]:
    understood: list[Understood] = []
    missed: list[Refused] = []
    for sheet in sheets:
        try:
            understood.append(_understood(sheet, fields, kind, said))
        except Refused as why:
            missed.append(why)
    if missed and not understood:
        raise missed[0]
    if missed:
        first = understood[0].sheet
        noted = replace(first, notes=(*first.notes, *map(str, missed)))
        understood[0] = replace(understood[0], sheet=noted)
    return understood


def _understood(
    sheet: Sheet, fields: dict[str, tuple[FieldSpec, ...]], kind: str | None, said: dict[str, str]
) -> Understood:
    if kind is None:
        return Understood(sheet, *guess_kind(sheet, fields, said=said))
    return Understood(sheet, kind, mapped(sheet, fields_for(kind, fields), said=said))


def propose(
    sheets: Sequence[Sheet], *, playbook: Playbook, kept: Kept, wish: Wish = AS_GUESSED
) -> Proposal:
    """Return what accepting these sheets would write, and every problem found in them.

    Refused when no sheet makes sense or there is no row at all.
    """
    filled = [sheet for sheet in sheets if sheet.frame.height]
    if not filled:
        files = "、".join(dict.fromkeys(sheet.file for sheet in sheets))
        raise Refused(f"{files} 里只有表头，没有数据行，请填好后再导入")
    understood = understand(filled, playbook=playbook, wish=wish)
    cleaned = [
        standardised(one.sheet, one.mapping, playbook=playbook, kind=one.kind) for one in understood
    ]
    parts, handed = gathered(cleaned)
    parts = by_their_own_key(
        {noun: with_owners(noun, rows, kept.owners) for noun, rows in parts.items()}
    )
    sorted_out = sort_out(parts, known=kept.known, create=wish.create_customers)
    parts = _settled(sorted_out.parts, kept.known, playbook)
    if "customers" in parts:
        parts |= {"customers": with_newcomers(parts["customers"], kept.newcomers)}
    return Proposal(
        kind="+".join(dict.fromkeys(one.kind for one in understood)),
        files=tuple(dict.fromkeys(sheet.file for sheet in sheets)),
        parts=_parts(parts, cleaned),
        problems=_problems(understood, cleaned, sorted_out, parts, _heads(understood)),
        raw=tuple(_raw(one.sheet) for one in understood),
        fates=row_fates(
            parts,
            [
                (one.kind, rows.with_columns(rejected))
                for one, rows in zip(understood, handed, strict=True)
                for rejected in [
                    pl.col("_rejected") | pl.col("_at").is_in(sorted_out.fallen.implode())
                ]
            ],
        ),
        mapping=_mapping(understood),
    )


def _heads(understood: Sequence[Understood]) -> dict[str, str]:
    """Return {path: head}; of several heads for one field that of the sheet about its noun."""
    heads: dict[str, str] = {}
    for one in understood:
        for head, path in one.mapping.heads().items():
            if path not in heads or path.startswith(f"{one.kind}."):
                heads[path] = head
    return heads


def _mapping(understood: Sequence[Understood]) -> dict[str, str]:
    """Return {head: path}; of several sheets {file#sheet!head: path}."""
    if len(understood) == 1:
        return understood[0].mapping.heads()
    return {
        f"{one.sheet.file}#{one.sheet.sheet}!{head}": path
        for one in understood
        for head, path in one.mapping.heads().items()
    }


def _fields(playbook: Playbook) -> dict[str, tuple[FieldSpec, ...]]:
    return {noun: playbook.fields(noun) for noun in NOUNS.values()}


def _settled(parts: Parts, known: Known, playbook: Playbook) -> Parts:
    """Return every part with its fates; lines before orders, whose amount they make up."""
    settled: Parts = {}
    for noun in sorted(parts, key=lambda noun: noun == "orders"):
        rows = parts[noun]
        here = known(noun, rows["_identity"])
        if noun == "orders" and "order_lines" in settled:
            rows = grown_orders(rows, here, settled["order_lines"])
        masked = [field.name for field in playbook.fields(noun) if field.mask]
        settled[noun] = fates(rows, here, masked=masked)
    return {noun: settled[noun] for noun in NOUNS.values() if noun in settled}


def _parts(parts: Parts, cleaned: Sequence[CleanSheet]) -> tuple[Part, ...]:
    own = {noun: names for one in cleaned for noun, names in one.own.items()}
    return tuple(
        Part(noun, rows.select(part_columns(rows)), own.get(noun, ()))
        for noun, rows in parts.items()
        if rows.height
    )


def _problems(
    understood: Sequence[Understood],
    cleaned: Sequence[CleanSheet],
    sorted_out: Sorted,
    parts: Parts,
    heads: dict[str, str],
) -> pl.DataFrame:
    found = [notes_of(one.sheet, one.mapping) for one in understood]
    found += [one.problems for one in cleaned]
    found += [sorted_out.problems, unclear_rows(parts, heads)]
    if "customers" in parts:
        column = heads.get("customers.owner", "")
        found.append(unknown_owners(parts["customers"], column=column))
    return pl.concat(found)


def _raw(sheet: Sheet) -> pl.DataFrame:
    places = (pl.lit(sheet.file).alias("_file"), pl.lit(sheet.sheet).alias("_sheet"))
    return sheet.frame.select(*places, "_row", *sheet.heads)
