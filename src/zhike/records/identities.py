"""What customers are compared by, of the whole book; it is kept nowhere else."""

import json
from collections.abc import Collection, Iterable
from datetime import datetime

import polars as pl
from django.db import connection

from zhike.records.rows import among, as_one
from zhike.records.settled_sql import settled
from zhike.records.touched_sql import TOUCHED_CUSTOMERS, customers_touched_by

_TEXTS = ("kind", "name", "credit_code", "city", "province", "region")
_CUSTOMERS = (
    f"SELECT c.id, {', '.join(f'c.{n}' for n in _TEXTS)} FROM customer c WHERE {settled('c')}"  # noqa: S608
)
_CONTACTS = (
    "SELECT p.customer_id, p.phone, p.email, p.name FROM contact p "  # noqa: S608
    f"WHERE {settled('p')}"
)
_MERGES = "SELECT survivor_id, absorbed FROM customer_merge WHERE at >= %s OR undone_at >= %s"
_LISTS = ("phones", "emails", "contacts")
_AT_ONCE = 50_000


def identities(only: Collection[int] | None = None) -> pl.DataFrame:
    """Return id, kind, name, credit_code, city, province, region and the lists phones, emails,
    contacts (names) of every customer that counts, as `clean.matching.comparable` takes them.

    With `only`, of those of these ids.
    """
    customers = _read(_CUSTOMERS, ("id", *_TEXTS), of="id", only=only)
    contacts = _read(_CONTACTS, ("id", *_LISTS), of="customer_id", only=only, order="p.id")
    listed = contacts.group_by("id", maintain_order=True).agg(
        pl.col(name).drop_nulls().unique(maintain_order=True) for name in _LISTS
    )
    empty = [pl.when(pl.col(n).list.len() > 0).then(pl.col(n)).alias(n) for n in _LISTS]
    return customers.join(listed, on="id", how="left").with_columns(empty)


def touched_ids(token: int, *, merged_since: datetime) -> set[int]:
    """Return customers of whom something may differ since a revision, also those that went.

    A merge or its undoing moves contacts; both sides count.
    """
    sql = f"{TOUCHED_CUSTOMERS} UNION {customers_touched_by('contact')}".format(token=int(token))
    with connection.cursor() as cursor:
        cursor.execute(sql)
        found = {row[0] for row in cursor.fetchall()}
        cursor.execute(_MERGES, [merged_since, merged_since])
        for survivor, absorbed in cursor.fetchall():
            found |= {survivor, *(json.loads(absorbed) if isinstance(absorbed, str) else absorbed)}
    return found


def _read(
    sql: str, names: Iterable[str], *, of: str, only: Collection[int] | None, order: str = "c.id"
) -> pl.DataFrame:
    """Return what a query finds; an empty text is nothing."""
    asked, given = (sql, []) if only is None else (f"{sql} AND {among(of)}", [as_one(list(only))])
    schema = {name: pl.Int64 if name == "id" else pl.String for name in names}
    parts = [pl.DataFrame(schema=schema)]
    with connection.cursor() as cursor:
        cursor.execute(f"{asked} ORDER BY {order}", given or None)
        while rows := cursor.fetchmany(_AT_ONCE):
            parts.append(pl.DataFrame(rows, schema=schema, orient="row"))
    texts = pl.col(pl.String)
    return pl.concat(parts).with_columns(pl.when(texts != "").then(texts))
