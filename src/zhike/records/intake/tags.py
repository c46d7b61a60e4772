"""Tags that a sheet brings: set by hand, journalled under the batch, taken off again with it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import polars as pl
from django.db import transaction
from django.db.models import Exists, OuterRef

from zhike.records.batch.models import Batch, JournalEntry
from zhike.records.intake.insert import Stamp
from zhike.records.intake.known import ids_of
from zhike.records.kept import said_place
from zhike.records.revision.changes import next_rev
from zhike.records.rows import CHUNK, chunks
from zhike.records.tag.models import Tag
from zhike.words.proposal import Part

NOUN = "tags"
GONE = "gone_at"  # in the journal: a tag that was taken off


def put_tags(part: Part | None, *, customers: Mapping[str, int], stamp: Stamp) -> None:
    """Set the new tags of a part; `customers` are the ids of those born with the batch.

    Who bears a tag already by hand keeps it as it is.
    """
    if part is None:
        return
    fresh = part.rows.filter(pl.col("_fate") == "new")
    asked = fresh["_parent"].filter(~fresh["_parent"].is_in(list(customers)))
    ids = ids_of("customers", asked) | dict(customers)
    for chunk in chunks(fresh):
        with transaction.atomic():
            _put(chunk, ids, stamp)


def _put(chunk: pl.DataFrame, ids: Mapping[str, int], stamp: Stamp) -> None:
    rev = next_rev()
    lines = [line for line in chunk.iter_rows(named=True) if line["_parent"] in ids]
    owners = {ids[line["_parent"]] for line in lines}
    borne = set(
        Tag.objects.filter(customer_id__in=owners, origin="hand", gone_at__isnull=True).values_list(
            "customer_id", "tag"
        )
    )
    wanted = {(ids[line["_parent"]], line["tag"]): line for line in lines}
    made = [
        (_tag(customer, line, rev, stamp), line)
        for (customer, tag), line in wanted.items()
        if (customer, tag) not in borne
    ]
    for tag, line in made:
        tag.save(force_insert=True)
        JournalEntry.objects.create(
            batch_id=stamp.batch_id, noun=NOUN, record_id=tag.pk, fields={"tag": ["", tag.tag]},
            source=f"{line['_file']}#{line['_sheet']}", source_row=line["_row"],
        )  # fmt: skip


def _tag(customer_id: int, line: Mapping[str, Any], rev: int, stamp: Stamp) -> Tag:
    place = said_place(f"{line['_file']}#{line['_sheet']}", line["_row"])
    return Tag(
        customer_id=customer_id, tag=line["tag"], family=line["family"], origin="hand",
        by_id=stamp.by, at=stamp.at, rev=rev, evidence=f"表中填写（{place}）",
    )  # fmt: skip


def drop_tags(part: Part | None, *, stamp: Stamp) -> None:
    """Take tags off that a sheet left out and people said to take off; each is journalled."""
    if part is None:
        return
    going = part.rows.filter((pl.col("_fate") == "changed") & pl.col("_known_id").is_not_null())
    for chunk in chunks(going):
        with transaction.atomic():
            _drop(chunk, stamp)


def _drop(chunk: pl.DataFrame, stamp: Stamp) -> None:
    rev = next_rev()
    rows = Tag.objects.filter(pk__in=chunk["_known_id"].to_list(), origin="hand")
    there = set(rows.filter(gone_at__isnull=True).values_list("id", flat=True))
    JournalEntry.objects.bulk_create(
        JournalEntry(
            batch_id=stamp.batch_id, noun=NOUN, record_id=line["_known_id"],
            fields={GONE: [None, stamp.at.isoformat()]},
            source=f"{line['_file']}#{line['_sheet']}", source_row=line["_row"],
        )
        for line in chunk.iter_rows(named=True)
        if line["_known_id"] in there
    )  # fmt: skip
    rows.filter(pk__in=there).update(gone_at=stamp.at, rev=rev)


def take_tags_off(batch: Batch, *, at: datetime | None) -> None:
    """Take the tags of a batch off again, and set those again that it took off.

    Without `at` it is as if its own had never been.
    """
    entries = JournalEntry.objects.filter(batch=batch, noun=NOUN)
    while some := list(entries.order_by("id")[:CHUNK]):
        with transaction.atomic():
            dropped = [entry.record_id for entry in some if GONE in entry.fields]
            rows = Tag.objects.filter(pk__in=[e.record_id for e in some if GONE not in e.fields])
            if at is None:
                rows.delete()
            else:
                rows.filter(gone_at__isnull=True).update(gone_at=at, rev=next_rev())
            _set_again(dropped)
            JournalEntry.objects.filter(pk__in=[entry.pk for entry in some]).delete()


def _set_again(ids: list[int]) -> None:
    """Set tags again that were taken off, but where somebody set the same one meanwhile."""
    rows = Tag.objects.filter(pk__in=ids)
    same = Tag.objects.filter(
        customer_id=OuterRef("customer_id"), tag=OuterRef("tag"), origin="hand",
        gone_at__isnull=True,
    )  # fmt: skip
    back = list(rows.filter(~Exists(same)).values_list("id", flat=True))
    Tag.objects.filter(pk__in=back).update(gone_at=None, rev=next_rev())
