"""Values that stand longer than their field may keep them (保留天数; PIPL 19).

A value's days count from the moment it was written last: when its record came in, when a batch
changed it, or when somebody did. What is in tombstones counts too.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from zhike.playbook.fields import NOUNS as SAID
from zhike.playbook.playbook import Playbook
from zhike.records.batch.models import JournalEntry
from zhike.records.catalogue.filled import is_filled
from zhike.records.catalogue.usage import filled_of
from zhike.records.customer.scope import customers_for
from zhike.records.history.models import HistoryLine
from zhike.records.intake.nouns import NOUNS, Noun
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.portrait.fact import COLUMNS
from zhike.records.rights import insist
from zhike.records.rows import holding
from zhike.words.field import FieldSpec
from zhike.words.viewer import Viewer

SHOWN = 200
_SAID = {noun: said for said, noun in SAID.items()}


@dataclass(frozen=True, slots=True)
class Retained:
    """A field with its days: how many live records have it, and how many values are over."""

    spec: FieldSpec
    noun: str  # as people call it
    filled: int
    over: int


@dataclass(frozen=True, slots=True)
class OverRow:
    """One record with a value that is over its days: whose it is, since when it is there."""

    record_id: int
    customer_id: int | None
    name: str
    since: datetime


def retained_for(viewer: Viewer, *, at: datetime) -> list[Retained]:
    """Return every field with days that is offered or has values, the most to clear first."""
    insist(viewer, "settings", _("按保留天数清除"))
    held = [(spec, filled, _over(spec, filled, at)) for spec, filled in expiring(active_playbook())]
    found = [
        Retained(spec, _SAID[spec.noun], filled, over)
        for spec, filled, over in held
        if spec.is_offered or filled or over
    ]
    return sorted(found, key=lambda one: -one.over)


def expiring(playbook: Playbook) -> Iterator[tuple[FieldSpec, int]]:
    """Yield every field with days that can be cleared, and how many live records have it."""
    for noun in SAID.values():
        specs = [spec for spec in playbook.fields(noun) if can_expire(spec)]
        counts = filled_of(noun, specs)[1] if specs else {}
        yield from ((spec, counts[spec.name]) for spec in specs)


def may_be_over(spec: FieldSpec, filled: int) -> bool:
    """Say whether it is worth looking: a tombstone may hold what no live record does."""
    rows = NOUNS[spec.noun].model._base_manager
    return bool(filled) or rows.filter(gone_at__isnull=False).exists()


def _over(spec: FieldSpec, filled: int, at: datetime) -> int:
    return over_ids(spec, at=at).count() if may_be_over(spec, filled) else 0


def over_rows(viewer: Viewer, spec: FieldSpec, *, at: datetime) -> list[OverRow]:
    """Return the first SHOWN records whose value is over, of customers the Viewer sees."""
    insist(viewer, "settings", _("按保留天数清除"))
    noun = NOUNS[spec.noun]
    rows = over_ids(spec, at=at).filter(gone_at__isnull=True).order_by("created_at", "pk")
    path = noun.customer_path
    if path is not None:
        rows = rows.filter(**{f"{path}pk__in": customers_for(viewer).values("pk")})
    names = [name for name in (path or "").split("__") if name]
    if names:
        rows = rows.select_related("__".join(names))
    return [_told(row, names if path is not None else None) for row in rows[:SHOWN]]


def _told(row: Any, way: Sequence[str] | None) -> OverRow:
    """Say whose value it is; `way` leads from the row to its customer, None where there is none."""
    if way is None:
        return OverRow(row.pk, None, str(row), row.created_at)
    customer = reduce(getattr, way, row)
    return OverRow(row.pk, customer.pk, str(customer), row.created_at)


def can_expire(spec: FieldSpec) -> bool:
    """Say whether a field has days and can be emptied: a key or a cell that must be, never."""
    if spec.retention_days is None or spec.key:
        return False
    return spec.own or all(_empties(column) for column in columns_of(spec).values())


def _empties(column: Any) -> bool:
    return bool(column.null or column.blank)


def columns_of(spec: FieldSpec) -> dict[str, Any]:
    """Return the database columns behind a built-in field, by name."""
    noun = NOUNS[spec.noun]
    names = COLUMNS.get(spec.name, {spec.name, f"{spec.name}_text", f"{spec.name}_id"})
    if spec.kind == "range":
        base = spec.name.removesuffix("_text")
        names = {spec.name, *(f"{base}_{part}" for part in ("low", "high", "label"))}
    return {name: noun.columns[name] for name in sorted(names) if name in noun.columns}


def over_ids(spec: FieldSpec, *, at: datetime) -> QuerySet[Any]:
    """Return the rows, tombstones with them, whose value was last written before its days began."""
    noun = NOUNS[spec.noun]
    cutoff = at - timedelta(days=spec.retention_days or 0)
    old = noun.model._base_manager.filter(is_filled(noun, spec), created_at__lt=cutoff)
    fresh = _written_since(noun, spec, old, cutoff)
    if not fresh:
        return old
    kept = holding(noun.model._base_manager.all(), "id", sorted(fresh)).values("pk")
    return old.exclude(pk__in=kept)


def _written_since(noun: Noun, spec: FieldSpec, old: QuerySet[Any], cutoff: datetime) -> set[int]:
    """Return the old rows whose value a batch or a person wrote after all."""
    ids = old.values("pk")
    entries = JournalEntry.objects.filter(
        noun=noun.name, record_id__in=ids, batch__accepted_at__gte=cutoff
    ).values_list("record_id", "fields")
    lines = HistoryLine.objects.filter(
        noun__in=nouns_of_lines(noun.name), record_id__in=ids, at__gte=cutoff
    ).values_list("record_id", "before", "after")
    names = [spec.name] if spec.own else list(columns_of(spec))
    pairs: Iterable[tuple[int, Any, Any]] = [
        *((key, *_sides(fields)) for key, fields in entries.iterator()),
        *((key, before or {}, after or {}) for key, before, after in lines.iterator()),
    ]
    return {key for key, before, after in pairs if _said(before, names) != _said(after, names)}


def _sides(fields: Mapping[str, list[Any]]) -> tuple[dict[str, Any], dict[str, Any]]:
    before = {name: pair[0] for name, pair in fields.items()}
    return before, {name: pair[1] for name, pair in fields.items()}


def _said(values: Mapping[str, Any], names: Iterable[str]) -> list[Any]:
    flat = dict(values) | (values.get("own") or {})
    return [flat.get(name) for name in names]


def nouns_of_lines(noun: str) -> tuple[str, str]:
    """Return as whose lines changes of a noun's records are written."""
    return noun, noun.removesuffix("s")
