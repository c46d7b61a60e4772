"""New rows of a proposal into the tables, a bounded transaction at a time."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

import polars as pl
from django.db import transaction

from zhike.records.customer.models import Customer
from zhike.records.inserting import Ready, put_in, ready
from zhike.records.intake.nouns import Noun
from zhike.records.intake.numbers import months_of, numbers
from zhike.records.intake.staged import Made, insert_staged
from zhike.records.interaction.follow import customers_of, refresh_last_follow
from zhike.records.revision.changes import next_rev
from zhike.records.rows import CHUNK, allocate_ids, chunks, moment
from zhike.records.search import table as search
from zhike.records.staging import worth_staging
from zhike.words.proposal import Part

LATER = ("rev", "number_month", "number_seq", "number")  # known only inside the transaction
Ids = dict[str, int]
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who writes, when, and for which batch."""

    batch_id: int
    by: int
    at: datetime


@dataclass(frozen=True, slots=True)
class ByHand:
    """Who writes and when, where no batch brings the rows."""

    by: int
    at: datetime
    batch_id: None = None


def insert_part(
    noun: Noun, part: Part, *, parents: Mapping[str, int], stamp: Stamp | ByHand, progress: Progress
) -> Ids:
    """Insert the new rows of a part; returns the ids of what others may hang on by identity."""

    def made() -> Made:
        return _made(noun, part, parents=parents, stamp=stamp)

    fresh = part.rows.filter(pl.col("_fate") == "new").height
    if stamp.batch_id is not None and worth_staging(fresh):
        return insert_staged(noun, made, batch_id=stamp.batch_id, progress=progress)
    return _insert_chunks(noun, made(), progress)


def _made(noun: Noun, part: Part, *, parents: Mapping[str, int], stamp: Stamp | ByHand) -> Made:
    fresh = part.rows.filter(pl.col("_fate") == "new")
    prepared = _prepared(noun, fresh, part.own, parents=parents, stamp=stamp)
    return Made(
        ready(noun.model, prepared, later=LATER),
        _documents(noun, prepared),
        months_of(noun, prepared, day=stamp.at.date()),
    )


def _insert_chunks(noun: Noun, made: Made, progress: Progress) -> Ids:
    ids: Ids = {}
    for at, chunk in enumerate(chunks(made.rows.frame)):
        here = slice(at * CHUNK, at * CHUNK + chunk.height)
        with transaction.atomic():
            ids |= _insert_chunk(noun, made.rows, chunk, made.documents[here], made.months[here])
        progress(chunk.height)
    return ids


def _prepared(
    noun: Noun,
    rows: pl.DataFrame,
    own: tuple[str, ...],
    *,
    parents: Mapping[str, int],
    stamp: Stamp | ByHand,
) -> pl.DataFrame:
    """Return the rows as database columns, all but id and rev."""
    rows = noun.derive(rows)
    if noun.parent:
        linked = rows["_parent"].replace_strict(
            list(parents), list(parents.values()), default=None, return_dtype=pl.Int64
        )
        rows = rows.with_columns(linked.alias(noun.parent)).drop_nulls(noun.parent)
    kept = [name for name in rows.columns if name in noun.columns and name != "own"]
    return rows.select(
        *kept,
        pl.Series("own", _own_values(rows, own), dtype=pl.String),
        pl.col("_identity").alias("identity"),
        (pl.col("_file") + "#" + pl.col("_sheet")).alias("source"),
        pl.col("_row").cast(pl.Int64).alias("source_row"),
        pl.lit(stamp.batch_id, dtype=pl.Int64).alias("born_batch_id"),
        pl.lit(stamp.by, dtype=pl.Int64).alias("created_by_id"),
        moment(stamp.at).alias("created_at"),
    )


def _own_values(rows: pl.DataFrame, own: tuple[str, ...]) -> list[str]:
    if not own:
        return ["{}"] * rows.height
    return [
        json.dumps(
            {name: value for name, value in row.items() if value is not None}, ensure_ascii=False
        )
        for row in rows.select(own).iter_rows(named=True)
    ]


def _documents(noun: Noun, rows: pl.DataFrame) -> pl.Series:
    """Return what customers are found by; other nouns are not searched for by name."""
    names = [name for name in ("name", "external_id") if name in rows.columns]
    if noun.model is not Customer or not names:
        return pl.repeat("", rows.height, dtype=pl.String, eager=True)
    texts = rows.select(pl.concat_str(names, separator=" ", ignore_nulls=True))
    return search.documents(texts.to_series())


def _insert_chunk(
    noun: Noun, rows: Ready, chunk: pl.DataFrame, documents: pl.Series, months: pl.Series
) -> Ids:
    rev = next_rev()  # first, so that ids and numbers below are ours alone
    ids = allocate_ids(noun.model, chunk.height)
    chunk = chunk.with_columns(
        pl.Series("id", ids, dtype=pl.Int64), pl.lit(rev, dtype=pl.Int64).alias("rev")
    )
    if noun.model is Customer:
        chunk = chunk.hstack(numbers(months))
        search.put(ids, documents, fresh=True)
    put_in(rows, chunk)
    refresh_last_follow(customers_of(noun.model, ids))
    return dict(zip(chunk["identity"].to_list(), ids, strict=True))
