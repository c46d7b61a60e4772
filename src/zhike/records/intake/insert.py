"""New rows of a proposal into the tables, a bounded transaction at a time."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl
from django.db import connection, transaction

from zhike.records.customer.models import Customer
from zhike.records.intake.nouns import Noun
from zhike.records.interaction.follow import customers_of, refresh_last_follow
from zhike.records.revision.changes import next_rev
from zhike.records.rows import CHUNK, allocate_ids, chunks, insert_rows, moment
from zhike.records.search import table as search
from zhike.words.proposal import Part

Ids = dict[str, int]
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who writes, when, and for which batch."""

    batch_id: int
    by: int
    at: datetime


def insert_part(
    noun: Noun, part: Part, *, parents: Mapping[str, int], stamp: Stamp, progress: Progress
) -> Ids:
    """Insert the new rows of a part; returns the ids they got by identity."""
    fresh = part.rows.filter(pl.col("_fate") == "new")
    ids: Ids = {}
    prepared = _prepared(noun, fresh, part.own, parents=parents, stamp=stamp)
    documents = _documents(noun, prepared)
    for at, chunk in enumerate(chunks(prepared)):
        said = documents.slice(at * CHUNK, CHUNK)
        with transaction.atomic():
            ids |= _insert_chunk(noun, chunk, said, stamp=stamp)
        progress(chunk.height)
    return ids


def _prepared(
    noun: Noun,
    rows: pl.DataFrame,
    own: tuple[str, ...],
    *,
    parents: Mapping[str, int],
    stamp: Stamp,
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


def _insert_chunk(noun: Noun, chunk: pl.DataFrame, documents: pl.Series, *, stamp: Stamp) -> Ids:
    rev = next_rev()  # first, so that ids and numbers below are ours alone
    ids = allocate_ids(noun.model, chunk.height)
    rows = chunk.with_columns(
        pl.Series("id", ids, dtype=pl.Int64), pl.lit(rev, dtype=pl.Int64).alias("rev")
    )
    if noun.model is Customer:
        rows = numbered(rows, day=stamp.at.date())
        search.put(ids, documents, fresh=True)
    insert_rows(noun.model, rows)
    refresh_last_follow(customers_of(noun.model, ids))
    return dict(zip(chunk["identity"].to_list(), ids, strict=True))


def numbered(rows: pl.DataFrame, *, day: date) -> pl.DataFrame:
    """Give customers their running numbers: C + month of first contact + counter (S0-26)."""
    first = (
        pl.col("first_contact_on") if "first_contact_on" in rows.columns else pl.lit(None, pl.Date)
    )
    month = first.fill_null(day).dt.strftime("%Y%m").cast(pl.Int64)
    rows = rows.with_columns(month.alias("number_month"))
    taken = _taken(rows["number_month"].unique().to_list())
    start = pl.col("number_month").replace_strict(taken, return_dtype=pl.Int64)
    rows = rows.with_columns(
        (start + pl.int_range(1, pl.len() + 1).over("number_month")).alias("number_seq")
    )
    sequence = pl.col("number_seq").cast(pl.String).str.zfill(3)
    number = pl.lit("C") + pl.col("number_month").cast(pl.String) + sequence
    return rows.with_columns(number.alias("number"))


def _taken(months: list[int]) -> dict[int, int]:
    """Return the last running number of each month, each by one step down the index."""
    asked = ", ".join(["(%s)"] * len(months))
    last = "(SELECT max(number_seq) FROM customer WHERE number_month = month)"
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH asked (month) AS (VALUES {asked}) SELECT month, {last} FROM asked",  # noqa: S608
            months,
        )
        return {month: taken or 0 for month, taken in cursor.fetchall()}
