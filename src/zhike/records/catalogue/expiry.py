"""Clearing values that are over their days: the value goes, also from the lines and journals.

It cannot be undone, and that is the point: a value kept for an undo would be a value kept
(PIPL 19, 47). What stays is one line of history a record that says what was cleared by which days,
without the value. So an undone import, a merge taken apart or a form put back cannot bring it back
either. Words of forms handed in longer ago go with it. The handed-over files and the raw cells
beside a batch have a clock of their own (records.batch.files), and so have backups.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from zhike.playbook.fields import NOUNS as SAID
from zhike.records.batch.models import JournalEntry
from zhike.records.catalogue.retention import (
    can_expire,
    columns_of,
    expiring,
    may_be_over,
    nouns_of_lines,
    over_ids,
)
from zhike.records.entry.lines import write_values
from zhike.records.handin.models import HandIn
from zhike.records.history.models import HistoryLine
from zhike.records.intake.nouns import NOUNS, Noun
from zhike.records.merge.models import MergeEntry
from zhike.records.playbook_version.editing import edit_playbook
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.rights import insist
from zhike.records.rows import CHUNK, holding
from zhike.words.field import FieldSpec
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

CLEARED = "保留期满清除"
_SAID = {noun: said for said, noun in SAID.items()}
Values = dict[str, Any]


def clear_field(viewer: Viewer, path: str, *, at: datetime) -> int:
    """Clear the values of one field that are over its days; returns how many, for good."""
    insist(viewer, "settings", _("按保留天数清除"))
    spec = active_playbook().field(path)
    if not can_expire(spec):
        raise Refused(
            _("“%(field)s”没有保留天数，或是不能空的栏目，没有什么要清除。") % {"field": spec.label}
        )
    return _clear(spec, by=viewer.account_id, at=at)


def clear_expired(*, at: datetime) -> int:
    """Clear what is over its days in every field, where the team switched that on; how many."""
    playbook = active_playbook()
    if not playbook.clears_expired:
        return 0
    held = [spec for spec, filled in expiring(playbook) if may_be_over(spec, filled)]
    return sum(_clear(spec, by=None, at=at) for spec in held)


def switch_clearing(viewer: Viewer, on: bool, *, seen: str, at: datetime) -> tuple[str, Any]:
    """Say whether values are cleared every day; returns what was done, and both versions."""
    why = "打开到期自动清除" if on else "关闭到期自动清除"
    change = lambda book: book.revised(clears_expired=on)  # noqa: E731 - one change, named once
    return why, edit_playbook(viewer, change, seen=seen, why=why, at=at)


def _clear(spec: FieldSpec, *, by: int | None, at: datetime) -> int:
    noun = NOUNS[spec.noun]
    ids = list(over_ids(spec, at=at).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), CHUNK):
        with transaction.atomic():
            _clear_some(noun, spec, ids[start : start + CHUNK], by=by, at=at)
    _forget_handed_in(spec, before=at - timedelta(days=spec.retention_days or 0))
    return len(ids)


def _forget_handed_in(spec: FieldSpec, *, before: datetime) -> None:
    """Take the words of forms handed in so long ago out, whatever became of the hand-in."""
    for row in HandIn.objects.filter(at__lt=before).only("values").iterator():
        if row.values.pop(spec.path, None) is not None:
            row.save(update_fields=["values"])


def _clear_some(
    noun: Noun, spec: FieldSpec, ids: Sequence[int], *, by: int | None, at: datetime
) -> None:
    rows = noun.model._base_manager.filter(pk__in=ids).select_for_update().in_bulk()
    write_values(noun, {key: _emptied(spec, row) for key, row in rows.items()})
    _forget(noun, spec, ids)
    why = f"{_SAID[spec.noun]}.{spec.label} 超过保留的 {spec.retention_days} 天，按保留天数清除"
    whose = _customers(noun, ids)
    HistoryLine.objects.bulk_create(
        HistoryLine(
            action=CLEARED, noun=nouns_of_lines(noun.name)[1], record_id=key,
            customer_id=whose.get(key), by_id=by, at=at, why=why,
        )
        for key in rows
    )  # fmt: skip


def _emptied(spec: FieldSpec, row: Any) -> Values:
    if spec.own:
        return {"own": {name: value for name, value in row.own.items() if name != spec.name}}
    return {name: None if column.null else "" for name, column in columns_of(spec).items()}


def _customers(noun: Noun, ids: Sequence[int]) -> dict[int, int]:
    path = noun.customer_path
    if path is None:
        return {}
    return dict(noun.model._base_manager.filter(pk__in=ids).values_list("pk", f"{path}pk"))


def _forget(noun: Noun, spec: FieldSpec, ids: Sequence[int]) -> None:
    """Take the value out of what was written of the records before."""
    names = {spec.name} if spec.own else set(columns_of(spec))
    scrub: Callable[[Any], Any] = lambda values: _without(values, names, spec.path)  # noqa: E731
    lines = HistoryLine.objects.filter(noun__in=nouns_of_lines(noun.name))
    _rewrite(holding(lines, "record_id", ids), ("before", "after"), scrub)
    for model in (JournalEntry, MergeEntry):
        entries = model._default_manager.filter(noun=noun.name)
        _rewrite(holding(entries, "record_id", ids), ("fields",), scrub)


def _rewrite(rows: Any, columns: tuple[str, ...], scrub: Callable[[Any], Any]) -> None:
    changed = []
    for row in rows:
        now = {name: scrub(getattr(row, name)) for name in columns}
        if any(now[name] != getattr(row, name) for name in columns):
            for name in columns:
                setattr(row, name, now[name])
            changed.append(row)
    rows.model.objects.bulk_update(changed, columns, batch_size=500)


def _without(values: Any, names: set[str], path: str) -> Any:
    """Return what a line or a journal keeps, without some names; `raw` has words as typed."""
    if not isinstance(values, dict):
        return values
    left = {name: value for name, value in values.items() if name not in names}
    if isinstance(left.get("raw"), dict):
        left["raw"] = {name: value for name, value in left["raw"].items() if name != path}
    own = left.get("own")
    if isinstance(own, dict):
        left["own"] = _without(own, names, path)
    elif isinstance(own, list):  # a journal's [before, after]
        left["own"] = [_without(side, names, path) for side in own]
    return left
