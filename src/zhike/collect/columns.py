"""Which field each head means, by the names and synonyms the playbook lists."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from zhike.collect.fold import Head, fold, stated_unit, take_apart
from zhike.words.field import FieldSpec
from zhike.words.sheet import Column, Mapping, Sheet

_SURE, _LIKELY, _PART = 1.0, 0.9, 0.7
_OWNERS = ("联系人", "客户", "公司", "企业")  # whose 姓名, 名称 or 地址 a head of two rows means
_WITH_UNIT = ("money", "percent", "discount", "whole", "number")


def aliases_of(fields: Iterable[FieldSpec]) -> frozenset[str]:
    """Return every folded name a head row may be recognised by."""
    return frozenset(name for field in fields for name in _names_of(field))


def guess_columns(sheet: Sheet, fields: Sequence[FieldSpec]) -> Mapping:
    """Return the field each head is read as; the order of `fields` decides between equals.

    Heads are compared in half width, simplified script, without spaces, marks and units. Of two
    heads with one meaning the surer is read; the other is the next field it may mean (地址 beside
    城市), or is left alone with a note.
    """
    known, others = _by_name(fields), _other_meanings(fields)
    guesses = {head: _guess(head, known) for head in sheet.heads}
    taken: dict[str, str] = {}
    for head, guess in sorted(guesses.items(), key=lambda item: -item[1][1]):
        if guess[0] and guess[0].path in taken:
            free = (one for one in _others(head, guess[0], others) if one.path not in taken)
            guesses[head] = guess = (next(free, guess[0]), _PART)
        if guess[0] and guess[0].path not in taken:
            taken[guess[0].path] = head
    default_unit = stated_unit(sheet.title_rows)
    columns, notes = [], []
    for head, (field, confidence) in guesses.items():
        if field is None or taken[field.path] == head:
            columns.append(_column(head, field, confidence, default_unit))
        else:
            columns.append(Column(head, "", confidence=0.0))
            notes.append(
                f"“{head}”与“{taken[field.path]}”都像{field.label}，只读了“{taken[field.path]}”"
            )
    return Mapping(tuple(columns), tuple(notes))


def _column(head: str, field: FieldSpec | None, confidence: float, default_unit: str) -> Column:
    if field is None:
        return Column(head, "", confidence=0.0)
    named = take_apart(head).unit
    unit = (named or (default_unit if field.kind == "money" else "")) if _counts(field) else ""
    return Column(head, field.path, unit, confidence)


def _counts(field: FieldSpec) -> bool:
    return field.kind in _WITH_UNIT


def _names_of(field: FieldSpec) -> Iterator[str]:
    """Give the folded names of a field, its label first."""
    for name in (field.label, *field.synonyms):
        yield take_apart(name).whole
        yield take_apart(name).bare


def _by_name(fields: Sequence[FieldSpec]) -> dict[str, tuple[FieldSpec, float]]:
    """Return {folded name: (field, confidence)}; a label beats a synonym, then the first wins."""
    known: dict[str, tuple[FieldSpec, float]] = {}
    for field in fields:
        for name in (*(fold(word) for word in (field.label, *field.synonyms)), *_names_of(field)):
            known.setdefault(name, (field, _LIKELY))
    for field in reversed(fields):
        known[fold(field.label)] = (field, _SURE)
    return known


def _other_meanings(fields: Sequence[FieldSpec]) -> dict[str, list[FieldSpec]]:
    """Return the fields that share a synonym, by its folded name."""
    found: dict[str, list[FieldSpec]] = defaultdict(list)
    for field in fields:
        for name in {fold(word) for word in field.synonyms}:
            found[name].append(field)
    return {name: some for name, some in found.items() if len(some) > 1}


def _others(head: str, meant: FieldSpec, others: dict[str, list[FieldSpec]]) -> Iterator[FieldSpec]:
    """Yield what else of the same noun a head may mean."""
    for name in _spellings(take_apart(head), head):
        yield from (one for one in others.get(name, ()) if one.noun == meant.noun)


def _guess(head: str, known: dict[str, tuple[FieldSpec, float]]) -> tuple[FieldSpec | None, float]:
    """Return the field of a head and how sure that is."""
    for name in _spellings(take_apart(head), head):
        if name in known:
            return known[name]
    above, _, last = head.rpartition("-")
    owner = next((f"{one}{last}" for one in _OWNERS if one in above), "")  # 联系人及电话-姓名
    for part in filter(None, (owner, last if above else "")):
        if (found := _guess(part, known))[0]:
            return found[0], _PART
    return None, 0.0


def _spellings(parts: Head, head: str) -> tuple[str, ...]:
    return parts.whole, fold(head), parts.bare
