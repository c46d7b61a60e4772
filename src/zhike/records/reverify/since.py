"""Since when values stand as they are, for the customers of a page."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from zhike.records.batch.models import JournalEntry
from zhike.records.batch.source import source_of
from zhike.records.catalogue.retention import columns_of, nouns_of_lines
from zhike.records.history.models import HistoryLine
from zhike.records.intake.nouns import NOUNS
from zhike.records.portrait.provenance import day_of
from zhike.records.verification.lookups import verified_of
from zhike.words.field import FieldSpec

Since = dict[tuple[int, str], tuple[date, str]]
"""(customer, field path) → the day it was last written or found right, and how that was."""


def since_of(customer_ids: Iterable[int], specs: Sequence[FieldSpec]) -> Since:
    """Return since when, and how, the values of customers already looked up stand."""
    ids = list(customer_ids)
    found: Since = {}
    for spec in specs:
        for customer_id, told in _told(spec, ids):
            key = (customer_id, spec.path)
            found[key] = max(found.get(key, told), told, key=lambda one: one[0])
    for key, note in verified_of(ids).items():
        told = (day_of(note.at), f"{note.how} {note.by}")
        found[key] = max(found.get(key, told), told, key=lambda one: one[0])
    return found


def _told(spec: FieldSpec, ids: list[int]) -> Iterable[tuple[int, tuple[date, str]]]:
    """Give when and how a field was written: as the record came in, by a batch, by somebody."""
    noun = NOUNS[spec.noun]
    owner = "id" if spec.noun == "customers" else "customer_id"
    rows: Any = noun.model._default_manager
    rows = rows.filter(gone_at__isnull=True, **{f"{owner}__in": ids})
    kept = list(rows.select_related("born_batch__by", "created_by"))
    of = {row.pk: getattr(row, owner) for row in kept}
    for row in kept:
        yield of[row.pk], _born(row)
    names = {"own"} if spec.own else {spec.name, *columns_of(spec)}
    entries = JournalEntry.objects.filter(noun=noun.name, record_id__in=list(of))
    for entry in entries.select_related("batch__by"):
        if names & set(entry.fields):
            source = source_of(entry.batch)
            yield of[entry.record_id], (source.collected_on, source.collector)
    lines = HistoryLine.objects.filter(
        noun__in=nouns_of_lines(noun.name), record_id__in=list(of), after__isnull=False
    )
    for line in lines.select_related("by"):
        if names & set(line.after or {}):
            yield of[line.record_id], (day_of(line.at), line.by.name if line.by else "")


def _born(row: Any) -> tuple[date, str]:
    if row.born_batch is None:
        return day_of(row.created_at), row.created_by.name if row.created_by else ""
    source = source_of(row.born_batch)
    return source.collected_on, source.collector
