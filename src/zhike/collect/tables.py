"""A sheet that is one of the printed tables, known by its heads, and what its columns then mean."""

from collections.abc import Mapping as Book
from collections.abc import Sequence
from dataclasses import replace

from zhike.collect.fold import fold, take_apart
from zhike.collect.kinds import fields_for
from zhike.collect.mapping import mapped
from zhike.playbook.printed import Head, Print
from zhike.words.field import FieldSpec
from zhike.words.sheet import Column, Mapping, Sheet

_NAMED = 8


def heads_known(tables: Sequence[Print]) -> frozenset[str]:
    """Return every printed head, folded, to recognise a head row by."""
    return frozenset(fold(head.head) for one in tables for head in one.heads)


def table_of(heads: Sequence[str], tables: Sequence[Print]) -> Print | None:
    """Return the table all of whose heads stand in a sheet; of several the one with the most.

    A head whose field is hidden or retired may be missing.

    Heads are compared in half width, simplified script, with or without what is in brackets.
    """
    whole = {fold(head) for head in heads}
    bare = whole | {take_apart(head).bare for head in heads}
    fitting = [
        one for one in tables if all(_stands(head, whole, bare) for head in one.to_fill_in().heads)
    ]
    return max(fitting, key=lambda one: len(one.heads), default=None)


def _stands(head: Head, whole: set[str], bare: set[str]) -> bool:
    return fold(head.head) in whole or take_apart(head.head).bare in bare


def as_printed(
    sheet: Sheet,
    one: Print,
    fields: Book[str, Sequence[FieldSpec]],
    *,
    said: Book[str, str],
) -> Mapping:
    """Return how a sheet is read as a printed table: its columns by its heads, others as guessed.

    `said` are the columns named by hand; they win. Columns that are reckoned stay unread.
    """
    places = {head.head: place_of(head, sheet.heads) for head in one.heads}
    printed = {head.path: places[head.head] for head in one.heads if head.path}
    units = {places[head.head]: head.column.unit for head in one.heads if head.path}
    read = mapped(sheet, fields_for(one.noun, fields), said=printed | dict(said))
    claimed = {fold(column) for column in said.values()}
    passive = [h.head for h in one.heads if not h.path and fold(places[h.head]) not in claimed]
    heads = {places[head] for head in passive}
    columns = tuple(_column(column, heads, units) for column in read.columns)
    return Mapping(columns, (*_kept_notes(read, heads), *_told(one, passive)))


def place_of(head: Head, heads: Sequence[str]) -> str:
    """Return the head as it stands in the sheet."""
    by_whole = [each for each in heads if fold(each) == fold(head.head)]
    bare = take_apart(head.head).bare
    by_bare = [each for each in heads if take_apart(each).bare == bare]
    return next(iter([*by_whole, *by_bare]), head.head)


def _column(column: Column, passive: set[str], units: Book[str, str]) -> Column:
    if column.head in passive:
        return Column(column.head, "", known=True)
    unit = units.get(column.head, "")
    return replace(column, unit=column.unit or unit) if column.path else column


def _kept_notes(read: Mapping, passive: set[str]) -> list[str]:
    """Return the notes on doubled heads but for those that the table explains."""
    return [note for note in read.notes if not any(note.startswith(f"“{h}”") for h in passive)]


def _told(one: Print, passive: Sequence[str]) -> list[str]:
    reckoned = [h.head for h in one.heads if h.head in passive and h.column.is_reckoned]
    if not reckoned:
        return []
    named = "、".join(reckoned[:_NAMED])
    return [f"认出这是“{one.title}”；{named}由系统算出，没有导入，只和系统里的数核对"]
