"""What a merge wrote, value by value, and putting it back whatever came after.

An own field is a column of its own here, `own.键`; one that is missing is None.
"""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model

from zhike.records.intake.revise import plain
from zhike.records.merge.belongings import JOURNALLED
from zhike.records.merge.models import Merge, MergeEntry

OWN = "own."
Left = dict[str, Any]


def write(merge: Merge, noun: str, row: Any, values: Mapping[str, Any], *, rev: int) -> None:
    """Set columns of a row, their values before and after in the journal."""
    changed = {name: value for name, value in flat(values).items() if value_of(row, name) != value}
    if not changed:
        return
    fields = {name: [plain(value_of(row, name)), plain(new)] for name, new in changed.items()}
    MergeEntry.objects.create(merge=merge, noun=noun, record_id=row.pk, fields=fields)
    store(row, changed, rev=rev)


def flat(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values by column, own fields each by itself."""
    own = {OWN + key: value for key, value in values.get("own", {}).items()}
    return {name: value for name, value in values.items() if name != "own"} | own


def value_of(row: Any, name: str) -> Any:
    """Return what stands in a column or an own field of a row."""
    return row.own.get(name.removeprefix(OWN)) if name.startswith(OWN) else getattr(row, name)


def store(row: Any, values: Mapping[str, Any], *, rev: int) -> None:
    """Write columns of a row and raise its revision, where it has one."""
    own = {name.removeprefix(OWN): new for name, new in values.items() if name.startswith(OWN)}
    wanted = {name: new for name, new in values.items() if not name.startswith(OWN)}
    if own:
        merged = (row.own | own).items()
        wanted["own"] = {key: new for key, new in merged if new is not None or key not in own}
    if hasattr(row, "rev"):
        wanted["rev"] = rev
    for name, new in wanted.items():
        setattr(row, name, new)
    row.save(update_fields=[_field(type(row), name).name for name in wanted])


def put_back(entry: MergeEntry, row: Any, *, rev: int, dry: bool = False) -> list[Left]:
    """Give a row the values it had; returns those that stay because somebody wrote them since.

    A value that a later merge wrote over is put back there: when that one is undone it returns to
    what stood before both. `dry` only looks.
    """
    later = _later(entry)
    back: dict[str, Any] = {}
    left: list[Left] = []
    for name, (before, after) in fields_of(entry).items():
        over = next((one for one in later if name in fields_of(one)), None)
        stands = plain(value_of(row, name)) if over is None else fields_of(over)[name][0]
        if stands != after:
            left.append(_left(entry, name))
        elif over is None:
            back[name] = typed(entry.noun, name, before)
        elif not dry:
            over.fields = fields_of(over) | {name: [before, fields_of(over)[name][1]]}
            over.save(update_fields=["fields"])
    if back and not dry:
        store(row, back, rev=rev)
    return left


def fields_of(entry: MergeEntry) -> dict[str, list[Any]]:
    """Return what an entry wrote, `{column: [before, after]}`; also one of an older version."""
    fields = dict(entry.fields)
    before, after = fields.pop("own", ({}, {}))
    fields.pop("match_key", None)  # is reckoned again from the name
    own = {
        OWN + key: [before.get(key), after.get(key)]
        for key in before.keys() | after.keys()
        if before.get(key) != after.get(key)
    }
    return fields | own


def _later(entry: MergeEntry) -> list[MergeEntry]:
    """Return what later merges, not undone, wrote on the same row, the earliest first."""
    same = MergeEntry.objects.filter(noun=entry.noun, record_id=entry.record_id, pk__gt=entry.pk)
    return list(same.filter(merge__undone_at=None).exclude(merge=entry.merge_id).order_by("pk"))


def _left(entry: MergeEntry, column: str) -> Left:
    why = "合并后又被修改过"
    return {"noun": entry.noun, "id": entry.record_id, "column": column, "why": why}


def typed(noun: str, column: str, value: Any) -> Any:
    """Return a journalled value as its column holds it."""
    if column.startswith(OWN):
        return value
    return _field(JOURNALLED[noun], column).to_python(value)


def _field(model: type[Model], column: str) -> Any:
    return next(field for field in model._meta.concrete_fields if field.attname == column)
