"""Changed rows of a proposal onto known rows, each with its before-values journalled."""

from collections.abc import Sequence
from typing import Any

import polars as pl
from django.db import transaction

from zhike.records.batch.models import JournalEntry
from zhike.records.customer.models import Customer
from zhike.records.customer.pieces import refresh_search
from zhike.records.intake.insert import Progress, Stamp
from zhike.records.intake.nouns import Noun
from zhike.records.interaction.follow import customers_of, refresh_last_follow
from zhike.records.kept import Kept
from zhike.records.revision.changes import next_rev
from zhike.records.rows import chunks, update_rows
from zhike.words.proposal import Part


def revise_part(noun: Noun, part: Part, *, stamp: Stamp, progress: Progress) -> None:
    """Write the changed values of a part; a value that is empty in the file changes nothing."""
    changed = noun.derive(part.rows.filter(pl.col("_fate") == "changed"))
    for chunk in chunks(changed):
        with transaction.atomic():
            _revise_chunk(noun, chunk, part.own, stamp=stamp)
        progress(chunk.height)


def _revise_chunk(noun: Noun, chunk: pl.DataFrame, own: tuple[str, ...], *, stamp: Stamp) -> None:
    rev = next_rev()
    rows = noun.model._default_manager.select_for_update().in_bulk(chunk["_known_id"].to_list())
    updates: list[tuple[int, dict[str, Any]]] = []
    journal: list[JournalEntry] = []
    for wanted in chunk.iter_rows(named=True):
        row = rows.get(wanted["_known_id"])
        difference = difference_of(noun, row, wanted, own) if row is not None else {}
        if row is None or not difference:
            continue
        updates.append((row.pk, {name: after for name, (_, after) in difference.items()}))
        journal.append(
            JournalEntry(
                batch_id=stamp.batch_id,
                noun=noun.name,
                record_id=row.pk,
                fields={name: [plain(b), plain(a)] for name, (b, a) in difference.items()},
                source=f"{wanted['_file']}#{wanted['_sheet']}",
                source_row=wanted["_row"],
            )
        )
    JournalEntry.objects.bulk_create(journal)
    update_rows(noun.model, updates, rev=rev)
    refresh_last_follow(customers_of(noun.model, [record_id for record_id, _ in updates]))
    if noun.model is Customer:
        refresh_search([record_id for record_id, values in updates if "name" in values])


def difference_of(
    noun: Noun, row: Kept, wanted: dict[str, Any], own: tuple[str, ...]
) -> dict[str, tuple[Any, Any]]:
    """Return `{column: (before, after)}` for the values that are given and differ.

    Columns that the row names in `_emptied` are to be left empty.
    """
    gone = wanted.get("_emptied") or ()
    found = _emptied(noun, row, [name for name in gone if name not in own])
    for name in wanted:
        if name in noun.columns and name not in own and wanted[name] is not None:
            before = getattr(row, name)
            if before != wanted[name]:
                found[name] = (before, wanted[name])
    given = {name: wanted[name] for name in own if wanted.get(name) is not None}
    kept = {name: value for name, value in row.own.items() if name not in gone}
    merged = {**kept, **given}
    if merged != row.own:
        found["own"] = (row.own, merged)
    return found


def _emptied(noun: Noun, row: Kept, names: Sequence[str]) -> dict[str, tuple[Any, Any]]:
    """Return `{column: (before, nothing)}` for the columns that are not empty already."""
    empty = {name: None if noun.columns[name].null else "" for name in names}
    return {
        name: (getattr(row, name), nothing)
        for name, nothing in empty.items()
        if getattr(row, name) != nothing
    }


def plain(value: Any) -> Any:
    """Return a value as JSON keeps it."""
    return (
        value if isinstance(value, (str, int, float, bool, type(None), dict, list)) else str(value)
    )
