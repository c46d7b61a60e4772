"""What every accepted batch said of a field, read from beside the batches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from zhike.clean.crosscheck import SAID
from zhike.records.batch.models import Batch
from zhike.records.batch.source import UNSAID, source_of
from zhike.records.catalogue.filled import column_of
from zhike.records.home import Home
from zhike.records.intake.nouns import NOUNS
from zhike.words.field import FieldSpec

_KEPT = ("new", "changed", "same")


@dataclass(frozen=True, slots=True)
class Source:
    """Who said something: a channel where one is named, else who handed the batch over."""

    batch_id: int
    name: str
    collector: str
    on: date
    parts: Path

    def part(self, noun: str) -> Path:
        """Return the file of what this batch said of a noun's records."""
        return self.parts / f"part-{noun}.parquet"


def sources(home: Home) -> list[Source]:
    """Return every accepted batch as a source, in the order they came in."""
    rows = Batch.objects.filter(state="已接收").select_related("by").order_by("id")
    return [_source(batch, home) for batch in rows]


def _source(batch: Batch, home: Home) -> Source:
    told = source_of(batch)
    name = told.collector if told.channel == UNSAID else told.channel
    return Source(batch.pk, name, told.collector, told.collected_on, home.batch(batch.pk))


def said_of(
    spec: FieldSpec, told: Sequence[Source], *, identities: Sequence[str] | None = None
) -> pl.LazyFrame:
    """Return what the sources said of a field (clean.crosscheck.SAID), in their order."""
    frames = [_one(spec, source) for source in told if _has(spec, source)]
    rows = pl.concat([pl.LazyFrame(schema=SAID), *frames])
    return rows if identities is None else rows.filter(pl.col("identity").is_in(list(identities)))


def _has(spec: FieldSpec, source: Source) -> bool:
    file = source.part(spec.noun)
    return file.exists() and column_name(spec) in pl.read_parquet_schema(file)


def _one(spec: FieldSpec, source: Source) -> pl.LazyFrame:
    value = pl.col(column_name(spec)).cast(pl.String)
    rows = pl.scan_parquet(source.part(spec.noun)).filter(pl.col("_fate").is_in(_KEPT))
    return rows.select(
        identity="_identity",
        source=pl.lit(source.name),
        batch=pl.lit(source.batch_id, dtype=pl.Int64),
        value=value,
    ).filter(pl.col("value").fill_null("") != "")


def column_name(spec: FieldSpec) -> str:
    """Return the column of a part, and of the record, that a field is read from."""
    return spec.name if spec.own else column_of(NOUNS[spec.noun], spec)
