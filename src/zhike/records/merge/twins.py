"""What later merges laid aside because the survivor had the like, and no longer has."""

from dataclasses import dataclass
from typing import Any

from zhike.records.merge.belongings import HANGING, JOURNALLED, is_aside, twin_of
from zhike.records.merge.journal import fields_of, put_back, store, typed
from zhike.records.merge.models import Merge, MergeEntry

_COLUMN = {hanging.noun: hanging.column for hanging in reversed(HANGING)}


@dataclass(frozen=True, slots=True)
class Aside:
    """A row another merge laid aside, and the one the survivor has in its place."""

    entry: MergeEntry
    row: Any
    twin_id: int
    survivor_id: int


def asides_beside(merge: Merge) -> list[Aside]:
    """Return what other merges into the same survivor laid aside for a twin it has now."""
    others = MergeEntry.objects.filter(
        merge__survivor_id=merge.survivor_id, merge__undone_at=None
    ).exclude(merge=merge)
    found = []
    for entry in others.exclude(noun="customers").order_by("pk"):
        row = is_aside(entry.fields) and _row(entry)
        if row and _still_aside(entry, row):
            twin = twin_of(entry.noun, _as_before(entry, row), merge.survivor_id)
            if twin is not None:
                found.append(Aside(entry, row, twin.pk, merge.survivor_id))
    return found


def bring_in(asides: list[Aside], *, rev: int) -> None:
    """Hang on the survivor what was laid aside for a twin that has just gone back."""
    for one in asides:
        row = _row(one.entry)
        if row is None or twin_of(one.entry.noun, _as_before(one.entry, row), one.survivor_id):
            continue
        if _is_with(one, one.survivor_id):
            continue  # the twin is still there but was written since: nothing to bring
        _take_fill_back(one, rev=rev)
        back = _before(one.entry)
        column = _COLUMN[one.entry.noun]
        own_id = getattr(row, column)
        store(row, back | {column: one.survivor_id}, rev=rev)
        one.entry.fields = {column: [own_id, one.survivor_id]}
        one.entry.save(update_fields=["fields"])


def _take_fill_back(one: Aside, *, rev: int) -> None:
    """Take from a twin what it was given of the row that was laid aside for it."""
    given = MergeEntry.objects.filter(
        merge=one.entry.merge_id, noun=one.entry.noun, record_id=one.twin_id
    )
    twin = JOURNALLED[one.entry.noun]._base_manager.get(pk=one.twin_id)
    for entry in given.order_by("-pk"):
        put_back(entry, twin, rev=rev)
        entry.delete()


def _is_with(one: Aside, customer_id: int) -> bool:
    twin: Any = JOURNALLED[one.entry.noun]._base_manager.get(pk=one.twin_id)
    return bool(twin.customer_id == customer_id)


def _row(entry: MergeEntry) -> Any:
    return JOURNALLED[entry.noun]._base_manager.filter(pk=entry.record_id).first()


def _before(entry: MergeEntry) -> dict[str, Any]:
    return {name: typed(entry.noun, name, was) for name, (was, _) in fields_of(entry).items()}


def _still_aside(entry: MergeEntry, row: Any) -> bool:
    return all(str(getattr(row, name)) == str(now) for name, (_, now) in entry.fields.items())


def _as_before(entry: MergeEntry, row: Any) -> Any:
    """Return the row as it was before it was laid aside, without writing it."""
    for name, value in _before(entry).items():
        setattr(row, name, value)
    return row
