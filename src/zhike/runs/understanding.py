"""What sheets are about and how their columns are read, before anything is cleaned."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from zhike.collect.columns import aliases_of
from zhike.collect.files import read_file
from zhike.collect.fold import fold
from zhike.collect.kinds import fields_for, guess_kind, kind_meant
from zhike.collect.mapping import check_map, check_used, mapped
from zhike.collect.reckoned import pieces_of
from zhike.collect.tables import as_printed, heads_known, table_of
from zhike.playbook.fields import NOUNS
from zhike.playbook.playbook import Playbook
from zhike.playbook.printed import Print, prints
from zhike.words import sheet as words
from zhike.words.field import FieldSpec
from zhike.words.mending import NOT_READ, NOTHING_MENDED, Mending
from zhike.words.problem import Refused
from zhike.words.sheet import PassedOver, Sheet
from zhike.words.stated import NOTHING_STATED, Stated

Fields = dict[str, tuple[FieldSpec, ...]]
NOT_WANTED = "按您的选择没有读"


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for: kinds, columns named by hand, unknown customers, what was mended."""

    kind: str | None = None
    columns: Mapping[str, str] | None = None  # field as said → column as said (`read_map`)
    create_customers: bool = False
    mending: Mending = NOTHING_MENDED
    stated: Stated = NOTHING_STATED
    only: frozenset[tuple[str, str, int]] | None = None  # rows (places) that are to be taken


AS_GUESSED = Wish()


@dataclass(frozen=True, slots=True)
class Understood:
    """A sheet with its kind and the meaning of its columns."""

    sheet: Sheet
    kind: str
    mapping: words.Mapping
    printed: Print | None = None  # the printed table it is, where all its heads stand in it


def read_files(
    paths: Iterable[Path], *, playbook: Playbook, columns: Mapping[str, str] | None = None
) -> list[Sheet]:
    """Return the tables of the files word for word; Refused when one of them can't be read.

    `columns` are those named by hand, so that a head row may be recognised by them too.
    """
    aliases = aliases_of(field for fields in fields_of(playbook).values() for field in fields)
    aliases |= heads_known(prints(playbook))
    aliases |= {fold(piece) for column in (columns or {}).values() for piece in pieces_of(column)}
    return [sheet for path in paths for sheet in read_file(path, aliases=aliases)]


def fields_of(playbook: Playbook) -> Fields:
    """Return the playbook's fields by noun."""
    return {noun: playbook.offered(noun) for noun in NOUNS.values()}


def understand(
    sheets: Sequence[Sheet], *, playbook: Playbook, wish: Wish
) -> tuple[list[Understood], list[PassedOver]]:
    """Return the sheets with their kinds and mappings, and those passed over with the reason.

    A sheet about nothing known, or said not to be read, is passed over when another one is
    understood; Refused when none is. A printed report is always passed over: it is our own.
    """
    fields = fields_of(playbook)
    said = dict(wish.columns or {})
    if wish.kind is not None and wish.kind not in fields:
        raise Refused(f"不认识的种类“{wish.kind}”，可用：{'、'.join(fields)}")
    every = [field for of_noun in fields.values() for field in of_noun]
    check_map(said, [sheet.heads for sheet in sheets], every)
    understood, passed_over = _all_understood(sheets, playbook, wish, said)
    check_used(said, [one.mapping for one in understood], every)
    return understood, passed_over


def _all_understood(
    sheets: Sequence[Sheet], playbook: Playbook, wish: Wish, said: dict[str, str]
) -> tuple[list[Understood], list[PassedOver]]:
    understood: list[Understood] = []
    passed_over: list[PassedOver] = []
    missed: list[Refused] = []
    reports = 0
    for sheet in sheets:
        kind = wish.mending.kinds.get(f"{sheet.file}#{sheet.sheet}", wish.kind)
        if kind == NOT_READ:
            passed_over.append(PassedOver(sheet, NOT_WANTED))
            continue
        try:
            found = _understood(sheet, playbook, kind, said)
        except Refused as why:
            missed.append(why)
            passed_over.append(PassedOver(sheet, str(why)))
            continue
        if found is None:
            passed_over.append(PassedOver(sheet, _only_a_report(sheet)))
            reports += 1
        else:
            understood.append(found)
    if not understood and not reports:
        raise missed[0] if missed else Refused("没有要读的表，请至少选一张表")
    return understood, passed_over


def _understood(
    sheet: Sheet, playbook: Playbook, kind: str | None, said: dict[str, str]
) -> Understood | None:
    """Return what a sheet is about, None for a printed report; Refused when nobody knows."""
    fields = fields_of(playbook)
    if kind is not None and kind not in fields:
        raise Refused(f"不认识的种类“{kind}”，可用：{'、'.join(fields)}")
    printed = table_of(sheet.heads, prints(playbook))
    if printed is not None and kind in (None, printed.noun):
        if printed.is_report:
            return None
        mapping = as_printed(sheet, printed, fields, said=said)
        return Understood(sheet, printed.noun, mapping, printed)
    if kind is None:
        return Understood(sheet, *guess_kind(sheet, fields, said=said))
    kind = kind_meant(kind, sheet, fields)
    return Understood(sheet, kind, mapped(sheet, fields_for(kind, fields), said=said))


def _only_a_report(sheet: Sheet) -> str:
    name = f"{sheet.file}#{sheet.sheet}" if sheet.sheet else sheet.file
    return f"{name} 是报表，内容由系统算出，没有要导入的数据"
