"""From files to a Proposal: what would be kept and what needs asking, with nothing written."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import polars as pl

from zhike.clean.address_again import addresses_elsewhere
from zhike.clean.alike_rows import TOO_MANY, are_too_many
from zhike.clean.asked import ASKED, asked_rows
from zhike.clean.identity import part_columns
from zhike.clean.likely import likely_problems
from zhike.clean.outcome import row_fates, unclear_rows
from zhike.clean.own_fields import own_together
from zhike.clean.owners import unknown_colleagues
from zhike.clean.parts import Parts
from zhike.clean.restated import unmasked_again
from zhike.clean.rows import CleanSheet
from zhike.collect.mended import mended
from zhike.collect.notes import notes_of
from zhike.playbook.playbook import Playbook
from zhike.runs.judging import Judged, Kept, judged_rows
from zhike.runs.only import only_places
from zhike.runs.reckoning import standardised
from zhike.runs.table_sheets import compared, only_reports
from zhike.runs.understanding import AS_GUESSED, NOT_WANTED, Understood, Wish, understand
from zhike.words.problem import Refused
from zhike.words.proposal import Part, Proposal
from zhike.words.sheet import PassedOver, Sheet


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
    judged = judged_rows(understood, cleaned, playbook=playbook, kept=kept, wish=wish)
    problems = [
        *_notes(understood, passed_over, judged.parts if kept.alike else {}),
        *_problems(understood, cleaned, judged, settled=list(wish.mending.owners)),
        compared(understood, judged.parts, kept.reckoned),
    ]
    made = _proposal(understood, cleaned, judged, problems=pl.concat(problems))
    names = tuple(dict.fromkeys(sheet.file for sheet in sheets))
    made = replace(made, files=names, passed_over=tuple(passed_over))
    return only_places(made, wish.only)


def _proposal(
    understood: Sequence[Understood],
    cleaned: Sequence[CleanSheet],
    judged: Judged,
    *,
    problems: pl.DataFrame,
) -> Proposal:
    """Return judged rows as a Proposal; the files and what was passed over are not in it yet."""
    parts = judged.told()
    return Proposal(
        kind="+".join(dict.fromkeys(one.kind for one in understood)),
        files=(),
        parts=_parts(parts, cleaned),
        problems=problems,
        raw=tuple(_raw(one.sheet) for one in understood),
        fates=row_fates(parts, _rows_with_kinds(understood, judged)),
        mapping=_mapping(understood),
        sheets=tuple(one.sheet for one in understood),
        kinds=tuple(one.kind for one in understood),
        asked=pl.concat([asked_rows(parts), judged.likely.select(list(ASKED))]),
        readings=pl.concat(one.readings for one in cleaned),
    )


def _rows_with_kinds(
    understood: Sequence[Understood], judged: Judged
) -> list[tuple[str, pl.DataFrame]]:
    """Return each sheet's kind and rows, those that fell marked as rejected."""
    rejected = pl.col("_rejected") | pl.col("_at").is_in(judged.fallen.implode())
    sheets = zip(understood, judged.handed, strict=True)
    return [(one.kind, rows.with_columns(rejected)) for one, rows in sheets]


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


def _parts(parts: Parts, cleaned: Sequence[CleanSheet]) -> tuple[Part, ...]:
    own = own_together(one.own for one in cleaned)
    return tuple(
        Part(noun, rows.select(part_columns(rows)), own.get(noun, ()))
        for noun, rows in parts.items()
        if rows.height
    )


def _notes(
    understood: Sequence[Understood], passed_over: Sequence[PassedOver], parts: Parts
) -> list[pl.DataFrame]:
    """Return what is worth saying of each sheet; the first also tells which were passed over, and
    that its new customers were too many to look for their like.
    """
    missed = [one.why for one in passed_over if one.why != NOT_WANTED]
    missed += [TOO_MANY] if "customers" in parts and are_too_many(parts["customers"]) else []
    first = understood[0].sheet
    noted = replace(first, notes=(*first.notes, *missed))
    return [
        notes_of(noted if at == 0 else one.sheet, one.mapping) for at, one in enumerate(understood)
    ]


def _problems(
    understood: Sequence[Understood],
    cleaned: Sequence[CleanSheet],
    judged: Judged,
    *,
    settled: Sequence[str],
) -> list[pl.DataFrame]:
    """Return what is wrong with rows; of colleagues named in `settled` nothing more is said."""
    heads, parts = _heads(understood), judged.parts
    found = [one.problems for one in cleaned]
    found += [judged.lost, unclear_rows(parts, heads)]
    found += [addresses_elsewhere(parts.get("customers"), heads)]
    found += unknown_colleagues(parts, heads, settled=settled)
    rows = unmasked_again(pl.concat(found), parts.get("contacts"))
    return [rows, likely_problems(judged.likely, heads)]


def _raw(sheet: Sheet) -> pl.DataFrame:
    places = (pl.lit(sheet.file).alias("_file"), pl.lit(sheet.sheet).alias("_sheet"))
    return sheet.frame.select(*places, "_row", *sheet.heads)
