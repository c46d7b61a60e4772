"""From files to a Proposal: what would be kept and what needs asking, with nothing written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import polars as pl

from zhike.clean.answers import Identities, answered
from zhike.clean.asked import ASKED, asked_rows
from zhike.clean.identity import fates, part_columns
from zhike.clean.likely import NOBODY_LIKELY, Similar, likely_problems, likely_rows
from zhike.clean.newcomers import with_channel
from zhike.clean.outcome import row_fates, unclear_rows
from zhike.clean.own_fields import own_together, with_gaps
from zhike.clean.own_keys import Matching, by_own_keys
from zhike.clean.owners import unknown_colleagues, with_newcomers, with_owners
from zhike.clean.parents import Sorted, by_their_own_key, sort_out
from zhike.clean.parts import Parts, gathered, grown_orders
from zhike.clean.recognised import NOUNS as CHILDREN_KNOWN_AGAIN
from zhike.clean.recognised import recognised, unknown_parents
from zhike.clean.restated import namesakes_only, restated, unmasked_again
from zhike.clean.rows import CleanSheet
from zhike.clean.writing import held_columns
from zhike.collect.mended import mended
from zhike.collect.notes import notes_of
from zhike.playbook.channels import standard_channel
from zhike.playbook.fields import NOUNS
from zhike.playbook.playbook import Playbook
from zhike.runs.only import chosen_rows, only_places
from zhike.runs.reckoning import standardised
from zhike.runs.table_sheets import (
    Borne,
    Reckoned,
    compared,
    only_reports,
    tags_in,
    without_reckoned,
)
from zhike.runs.understanding import AS_GUESSED, NOT_WANTED, Understood, Wish, understand
from zhike.words.mending import UNASSIGNED, Mending
from zhike.words.problem import Refused
from zhike.words.proposal import Part, Proposal
from zhike.words.sheet import PassedOver, Sheet

Known = Callable[[str, pl.Series], pl.DataFrame]
Waiting = Callable[[Callable[[], CleanSheet]], CleanSheet]
Children = Callable[[str, pl.Series], pl.DataFrame]


@dataclass(frozen=True, slots=True)
class Kept:
    """What the book holds already, as the person who imports may see it.

    `known(noun, identities)` returns `_identity`, `_id`, `_mine` and the kept columns; `owners`
    gives account ids by name.
    """

    known: Known
    owners: Mapping[str, int]
    newcomers: int | None = None  # whose the new customers are that nobody is named for
    waiting: Waiting = lambda work: work()  # how long work is waited for: it may be cancelled
    matching: Matching | None = None  # records that agree with rows in chosen fields
    identities: Identities = lambda _noun, _ids: {}  # of records the asker may see
    similar: Similar | None = None  # customers that share a name, phone or credit code
    children: Children | None = None  # contacts and follow-ups of customers, to know them again
    reckoned: Reckoned | None = None  # figures of a printed table, to compare with what is typed
    borne: Borne | None = None  # the tags customers bear already


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
    if not understood:
        return only_reports(filled, passed_over)
    cleaned = [kept.waiting(partial(_cleaned, one, playbook, wish)) for one in understood]
    parts, handed = gathered(cleaned)
    parts = by_their_own_key(_with_owners(parts, kept.owners, wish.mending))
    if kept.matching is not None:
        parts = by_own_keys(
            parts, wish.mending.keys, kept.matching, labels=lambda path: playbook.field(path).label
        )
    answers = answered(parts, wish.mending.answers, kept.identities)
    sorted_out = sort_out(answers.parts, known=kept.known, create=wish.create_customers)
    fallen = pl.concat([sorted_out.fallen, answers.left_out])
    parts = _settled(sorted_out.parts, understood, kept, playbook, wish.mending)
    parts, handed = chosen_rows(parts, handed, understood, wish.only)
    likely = _likely(parts, kept, wish.mending)
    if "customers" in parts:
        mine = with_newcomers(parts["customers"], kept.newcomers)
        parts |= {"customers": with_channel(mine, standard_channel(playbook, wish.stated.channel))}
    tags = tags_in(understood, parts, borne=kept.borne, playbook=playbook)
    told = parts | ({"tags": tags} if tags.height else {})
    proposal = Proposal(
        kind="+".join(dict.fromkeys(one.kind for one in understood)),
        files=tuple(dict.fromkeys(sheet.file for sheet in sheets)),
        parts=_parts(told, cleaned),
        problems=pl.concat(
            [
                *_notes(understood, passed_over),
                _problems(cleaned, sorted_out, parts, _heads(understood), wish.mending),
                likely_problems(likely, _heads(understood)),
                compared(understood, parts, kept.reckoned),
            ]
        ),
        raw=tuple(_raw(one.sheet) for one in understood),
        fates=row_fates(
            told,
            [
                (one.kind, rows.with_columns(rejected))
                for one, rows in zip(understood, handed, strict=True)
                for rejected in [pl.col("_rejected") | pl.col("_at").is_in(fallen.implode())]
            ],
        ),
        mapping=_mapping(understood),
        sheets=tuple(one.sheet for one in understood),
        kinds=tuple(one.kind for one in understood),
        asked=pl.concat([asked_rows(parts), likely.select(list(ASKED))]),
        passed_over=tuple(passed_over),
    )
    return only_places(proposal, wish.only)


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


def _with_owners(parts: Parts, owners: Mapping[str, int], mending: Mending) -> Parts:
    """Return the parts with the accounts of colleagues, as people said who is who."""
    said = {name: owners[login] for name, login in mending.owners.items() if login in owners}
    nobody = [name for name, login in mending.owners.items() if login == UNASSIGNED]
    both = {**owners, **said}
    return {noun: with_owners(noun, rows, both, nobody=nobody) for noun, rows in parts.items()}


def _likely(parts: Parts, kept: Kept, mending: Mending) -> pl.DataFrame:
    """Return the new customers that may be kept already (clean.likely.likely_rows)."""
    if kept.similar is None or "customers" not in parts:
        return NOBODY_LIKELY
    return likely_rows(parts, kept.similar, answered=mending.answers)


def _met(
    noun: str, rows: pl.DataFrame, kept: Kept, customers: pl.DataFrame | None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the rows with what is kept of them: by their keys, or known again without one."""
    here = kept.known(noun, rows["_identity"])
    if kept.children is not None and noun in CHILDREN_KNOWN_AGAIN:
        parents = unknown_parents(noun, rows, here["_identity"], customers)
        if len(parents):
            rows = recognised(noun, rows, here["_identity"], kept.children(noun, parents))
            here = kept.known(noun, rows["_identity"])
    here = namesakes_only(rows, here)
    return restated(rows, here), here


def _settled(
    parts: Parts,
    understood: Sequence[Understood],
    kept: Kept,
    playbook: Playbook,
    mending: Mending,
) -> Parts:
    """Return every part with its fates; lines before orders, whose amount they make up."""
    settled: Parts = {}
    for noun in sorted(parts, key=lambda noun: noun == "orders"):
        rows = parts[noun]
        rows, here = _met(noun, rows, kept, settled.get("customers"))
        if noun == "orders" and "order_lines" in settled:
            rows = grown_orders(rows, here, settled["order_lines"])
        fields = playbook.fields(noun)
        here = with_gaps(here, rows, [field.name for field in fields if field.own])
        masked = [field.name for field in fields if field.mask]
        masked += ["name"] if noun == "customers" else []  # a person's, in tables of ours
        if noun == "customers":
            rows = without_reckoned(rows, here, understood, kept.reckoned)
        held = held_columns(noun, mending.writing, playbook)
        settled[noun] = fates(rows, here, masked=masked, held=held)
    return {noun: settled[noun] for noun in NOUNS.values() if noun in settled}


def _parts(parts: Parts, cleaned: Sequence[CleanSheet]) -> tuple[Part, ...]:
    own = own_together(one.own for one in cleaned)
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
    mending: Mending,
) -> pl.DataFrame:
    found = [one.problems for one in cleaned]
    found += [sorted_out.problems, unclear_rows(parts, heads)]
    found += unknown_colleagues(parts, heads, settled=list(mending.owners))
    return unmasked_again(pl.concat(found), parts.get("contacts"))


def _raw(sheet: Sheet) -> pl.DataFrame:
    places = (pl.lit(sheet.file).alias("_file"), pl.lit(sheet.sheet).alias("_sheet"))
    return sheet.frame.select(*places, "_row", *sheet.heads)
