"""Tags that a sheet brings: set by hand, journalled under the batch, taken off again with it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import polars as pl
from django.db import transaction

from zhike.records.batch.models import Batch, JournalEntry
from zhike.records.intake.insert import Stamp
from zhike.records.intake.known import ids_of
from zhike.records.kept import said_place
from zhike.records.revision.changes import next_rev
from zhike.records.rows import CHUNK, chunks
from zhike.records.tag.models import Tag
from zhike.words.proposal import Part

NOUN = "tags"


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


def take_tags_off(batch: Batch, *, at: datetime | None) -> None:
    """Take the tags of a batch off again; without `at` as if they had never been."""
    entries = JournalEntry.objects.filter(batch=batch, noun=NOUN)
    while some := list(entries.order_by("id")[:CHUNK]):
        with transaction.atomic():
            rows = Tag.objects.filter(pk__in=[entry.record_id for entry in some])
            if at is None:
                rows.delete()
            else:
                rows.filter(gone_at__isnull=True).update(gone_at=at, rev=next_rev())
            JournalEntry.objects.filter(pk__in=[entry.pk for entry in some]).delete()
