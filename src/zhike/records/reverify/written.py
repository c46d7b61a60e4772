"""What was written since a moment: as it came in, by a batch, or by somebody and left so."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from zhike.records.batch.models import JournalEntry
from zhike.records.catalogue.retention import columns_of, nouns_of_lines
from zhike.records.history.models import HistoryLine
from zhike.records.intake.nouns import NOUNS, Noun
from zhike.words.field import FieldSpec

TAKEN_BACK = "撤销"  # how the line of an undo begins: what it puts back was not written by it


def written_since(specs: Sequence[FieldSpec], cut: datetime) -> Iterator[tuple[int, int]]:
    """Give (customer, number of the field) of what was written since the cut."""
    for at, spec in enumerate(specs):
        noun = NOUNS[spec.noun]
        records = _by_batches(noun, spec, cut) | _by_hand(noun, spec, cut)
        if noun.name == "customers":
            yield from ((customer_id, at) for customer_id in records)
        else:
            yield from ((customer_id, at) for customer_id in _owners(noun, records, cut))


def _names(spec: FieldSpec) -> set[str]:
    return {spec.name} if spec.own else {spec.name, *columns_of(spec)}


def _said(spec: FieldSpec, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a line or an entry says of a field, by column."""
    told = values.get("own") or {} if spec.own else values
    return {name: told[name] for name in _names(spec) if name in told}


def _by_batches(noun: Noun, spec: FieldSpec, cut: datetime) -> set[int]:
    """Return the records whose field a batch changed since; one taken back left no entry."""
    entries = JournalEntry.objects.filter(noun=noun.name, batch__accepted_at__gte=cut)
    return {
        record
        for record, fields in entries.values_list("record_id", "fields")
        if _said(spec, {name: before for name, (before, _) in fields.items()})
        != _said(spec, {name: after for name, (_, after) in fields.items()})
    }


def _by_hand(noun: Noun, spec: FieldSpec, cut: datetime) -> set[int]:
    """Return the records whose field somebody wrote since, and that still say so."""
    lines = HistoryLine.objects.filter(noun__in=nouns_of_lines(noun.name), at__gte=cut)
    told: dict[int, dict[str, Any]] = {}
    kept = lines.exclude(action__startswith=TAKEN_BACK).exclude(after=None).order_by("id")
    for record, after in kept.values_list("record_id", "after"):
        if said := _said(spec, after or {}):
            told.setdefault(record, {}).update(said)
    rows: Any = noun.model._default_manager
    now = rows.in_bulk(list(told)) if told else {}
    return {
        record for record, said in told.items() if record in now and _is(spec, now[record], said)
    }


def _is(spec: FieldSpec, row: Any, said: Mapping[str, Any]) -> bool:
    """Say whether a record still says what a line told of it."""
    return all(
        str(row.own.get(name) if spec.own else getattr(row, name, None)) == str(value)
        for name, value in said.items()
    )


def _owners(noun: Noun, records: set[int], cut: datetime) -> set[int]:
    """Return the customers of records that were written since or came in since."""
    rows: Any = noun.model._default_manager
    born = rows.filter(created_at__gte=cut, gone_at__isnull=True)
    fresh = born.exclude(born_batch__collected_on__lt=cut.date())
    found = set(fresh.values_list("customer_id", flat=True))
    return found | set(rows.filter(pk__in=records).values_list("customer_id", flat=True))
