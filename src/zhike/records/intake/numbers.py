"""The running numbers of new customers: C + month of first contact + counter (S0-26)."""

from datetime import date

import polars as pl
from django.db import connection

from zhike.records.customer.models import Customer
from zhike.records.intake.nouns import Noun


def months_of(noun: Noun, rows: pl.DataFrame, *, day: date) -> pl.Series:
    """Return the month a customer's running number names: of the first contact, else of `day`."""
    if noun.model is not Customer or "first_contact_on" not in rows.columns:
        first = pl.repeat(day, rows.height, dtype=pl.Date, eager=True)
    else:
        first = rows["first_contact_on"].fill_null(day)
    return (first.dt.year().cast(pl.Int64) * 100 + first.dt.month()).alias("number_month")


def numbers(months: pl.Series) -> pl.DataFrame:
    """Return the running numbers of customers, by month; call inside the transaction."""
    month = pl.col("number_month")
    start = month.replace_strict(taken(months.unique().to_list()), return_dtype=pl.Int64)
    counted = start + pl.int_range(1, pl.len() + 1).over("number_month")
    rows = months.to_frame().with_columns(counted.alias("number_seq"))
    sequence = pl.col("number_seq").cast(pl.String).str.zfill(3)
    return rows.with_columns(number=pl.lit("C") + month.cast(pl.String) + sequence)


def taken(months: list[int]) -> dict[int, int]:
    """Return the last running number of each month, each by one step down the index."""
    asked = ", ".join(["(%s)"] * len(months))
    last = "(SELECT max(number_seq) FROM customer WHERE number_month = month)"
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH asked (month) AS (VALUES {asked}) SELECT month, {last} FROM asked",  # noqa: S608
            months,
        )
        return {month: last_seq or 0 for month, last_seq in cursor.fetchall()}
