"""The invented company as analysis tables, without an import in between."""

from collections.abc import Mapping
from datetime import date

import polars as pl
import pyarrow as pa

from zhike.sample.book import invent
from zhike.sample.frames import tables
from zhike.store.tables import Tables

_TEXTS = (
    "kind", "ownership", "province", "size_text", "size_label", "industry_group", "industry_code",
    "source_channel",
)  # fmt: skip
_NOBODY = {"stated_follow_up_on": pl.Date, "cooperation_started": pl.Date, "missing": pl.Int64}


def sample_tables(until: date, seed: int) -> tuple[Tables, pl.DataFrame]:
    """Return the company's tables, and its customers with id, name, phone and credit_code."""
    book = tables(invent(until=until, seed=seed))
    made = {
        "customers": _customers(book["customers"]),
        "orders": _orders(book),
        "order_lines": _counted(book["order_lines"], "line_id"),
        "interactions": _counted(book["interactions"], "interaction_id", on="happened_on"),
        "cases": _counted(book["cases"], "case_id", kind="case_kind"),
        "quotes": _quotes(book["quotes"]),
        "contracts": _counted(book["contracts"], "contract_id", ends="ends_on"),
        "events": _events(book["events"]),
    }
    people = book["customers"].select(
        "name", "phone", id="customer_id", credit_code=pl.col("code").replace("", None)
    )
    return Tables.from_arrow({name: _arrow(frame) for name, frame in made.items()}), people


def _customers(rows: pl.DataFrame) -> pl.DataFrame:
    nothing = [pl.lit(None, kind).alias(name) for name, kind in _NOBODY.items()]
    return rows.drop("phone", "name", "code").with_columns(
        *(pl.lit("").alias(name) for name in _TEXTS),
        *nothing,
        founded_year=pl.lit(None, pl.Int64),
        first_contact_on=pl.col("first_on"),
        has_phone=pl.lit(value=True),
    )


def _orders(book: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    cost = pl.when(pl.col("cost_fen").null_count() == 0).then(pl.col("cost_fen").sum())
    summed = book["order_lines"].group_by("order_id").agg(pl.col("amount_fen").sum(), cost)
    return book["orders"].join(summed, on="order_id").with_columns(refund_fen=pl.lit(0, pl.Int64))


def _quotes(rows: pl.DataFrame) -> pl.DataFrame:
    owner = pl.col("by").rank("dense").cast(pl.Int64)
    named = _counted(rows, "quote_id", on="quoted_on", answered="answered_on")
    return named.with_columns(owner_id=owner)


def _events(rows: pl.DataFrame) -> pl.DataFrame:
    named = _counted(rows, "event_id", on="happened_on", kind="event_kind")
    has_campaign = pl.col("event_kind").is_in(["优惠券", "参与活动"])
    return named.with_columns(campaign=pl.when(has_campaign).then(pl.col("detail")))


def _counted(rows: pl.DataFrame, key: str, **named: str) -> pl.DataFrame:
    return rows.rename(named).with_row_index(key, 1).with_columns(pl.col(key).cast(pl.Int64))


def _arrow(frame: pl.DataFrame) -> pa.Table:
    known = frame.select(pl.col(pl.String, pl.Int64, pl.Float64, pl.Date, pl.Boolean)).to_arrow()
    plain = [
        field.with_type(pa.string()) if "string" in str(field.type) else field
        for field in known.schema
    ]
    return known.cast(pa.schema(plain))
