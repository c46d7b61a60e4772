"""From files to a Proposal: what would be kept and what needs asking, with nothing written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from zhike.clean.asked import asked_rows
from zhike.clean.identity import fates, part_columns
from zhike.clean.newcomers import with_channel
from zhike.clean.outcome import row_fates, unclear_rows
from zhike.clean.owners import unknown_owners, with_newcomers, with_owners
from zhike.clean.parents import Sorted, by_their_own_key, sort_out
from zhike.clean.parts import Parts, gathered, grown_orders
from zhike.clean.rows import CleanSheet
from zhike.collect.mended import mended
from zhike.collect.notes import notes_of
from zhike.playbook.channels import standard_channel
from zhike.playbook.fields import NOUNS
from zhike.playbook.playbook import Playbook
from zhike.runs.reckoning import standardised
from zhike.runs.understanding import AS_GUESSED, NOT_WANTED, Understood, Wish, understand
from zhike.words.problem import Refused
from zhike.words.proposal import Part, Proposal
from zhike.words.sheet import PassedOver, Sheet

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
    understood, passed_over = understand(filled, playbook=playbook, wish=wish)
    cleaned = [_cleaned(one, playbook, wish) for one in understood]
    parts, handed = gathered(cleaned)
    parts = by_their_own_key(
        {noun: with_owners(noun, rows, kept.owners) for noun, rows in parts.items()}
    )
    sorted_out = sort_out(parts, known=kept.known, create=wish.create_customers)
    parts = _settled(sorted_out.parts, kept.known, playbook)
    if "customers" in parts:
        mine = with_newcomers(parts["customers"], kept.newcomers)
        parts |= {"customers": with_channel(mine, standard_channel(playbook, wish.stated.channel))}
    return Proposal(
        kind="+".join(dict.fromkeys(one.kind for one in understood)),
        files=tuple(dict.fromkeys(sheet.file for sheet in sheets)),
        parts=_parts(parts, cleaned),
        problems=pl.concat(
            [
                *_notes(understood, passed_over),
                _problems(cleaned, sorted_out, parts, _heads(understood)),
            ]
        ),
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
        sheets=tuple(one.sheet for one in understood),
        asked=asked_rows(parts),
        passed_over=tuple(passed_over),
    )


def _cleaned(one: Understood, playbook: Playbook, wish: Wish) -> CleanSheet:
    sheet = mended(one.sheet, one.mapping, wish.mending)
    return standardised(sheet, one.mapping, playbook=playbook, kind=one.kind, stated=wish.stated)


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


def _notes(
    understood: Sequence[Understood], passed_over: Sequence[PassedOver]
) -> list[pl.DataFrame]:
    """Return what is worth saying of each sheet; the first also tells which were passed over."""
    missed = [one.why for one in passed_over if one.why != NOT_WANTED]
    first = understood[0].sheet
    noted = replace(first, notes=(*first.notes, *missed))
    return [
        notes_of(noted if at == 0 else one.sheet, one.mapping) for at, one in enumerate(understood)
    ]


def _problems(
    cleaned: Sequence[CleanSheet],
    sorted_out: Sorted,
    parts: Parts,
    heads: dict[str, str],
) -> pl.DataFrame:
    found = [one.problems for one in cleaned]
    found += [sorted_out.problems, unclear_rows(parts, heads)]
    if "customers" in parts:
        column = heads.get("customers.owner", "")
        found.append(unknown_owners(parts["customers"], column=column))
    return pl.concat(found)


def _raw(sheet: Sheet) -> pl.DataFrame:
    places = (pl.lit(sheet.file).alias("_file"), pl.lit(sheet.sheet).alias("_sheet"))
    return sheet.frame.select(*places, "_row", *sheet.heads)
