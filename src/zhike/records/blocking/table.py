"""The tables of keys: numbers alone, so that no name and no phone is kept a second time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from zhike.clean.matching.blocking import VERSION
from zhike.records.rows import among, as_one

SQLITE_MAKE = (
    "CREATE TABLE blocking_key (key integer NOT NULL, customer_id integer NOT NULL, "
    "PRIMARY KEY (key, customer_id)) WITHOUT ROWID",
    "CREATE TABLE blocking_of (customer_id integer PRIMARY KEY, keys blob NOT NULL)",
)
POSTGRES_MAKE = (
    "CREATE TABLE blocking_key (key bigint NOT NULL, customer_id bigint NOT NULL, "
    "PRIMARY KEY (key, customer_id))",
    "CREATE TABLE blocking_of (customer_id bigint PRIMARY KEY, keys bytea NOT NULL)",
)
STANDING_MAKE = (
    "CREATE TABLE blocking_standing (token bigint NOT NULL, version integer NOT NULL, "
    "organisations integer NOT NULL, persons integer NOT NULL)"
)
TABLES = ("blocking_key", "blocking_of", "blocking_standing")
WIDTH = 8  # bytes of a key in `blocking_of`
Pairs = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Standing:
    """Up to which revision the keys stand, made by which version, of how many customers."""

    token: int = 0
    version: int = VERSION
    organisations: int = 0
    persons: int = 0


def standing() -> Standing:
    """Return where the keys stand, at 0 where they were never made."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT token, version, organisations, persons FROM blocking_standing")
        row = cursor.fetchone()
    return Standing(*row) if row else Standing()


def stand_at(now: Standing) -> None:
    """Note where the keys stand."""
    told = [now.token, now.version, now.organisations, now.persons]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM blocking_standing")
        cursor.execute("INSERT INTO blocking_standing VALUES (%s, %s, %s, %s)", told)


def add_keys(pairs: Pairs) -> None:
    """Add keys of customers (key, customer); one that stands there stays."""
    if connection.vendor == "sqlite":
        _many("INSERT OR IGNORE INTO blocking_key (key, customer_id) VALUES (%s, %s)", pairs)
    elif pairs:
        _once(
            "INSERT INTO blocking_key (key, customer_id) "
            "SELECT * FROM unnest(%s::bigint[], %s::bigint[]) ON CONFLICT DO NOTHING",
            *_columns(pairs),
        )


def take_keys(pairs: Pairs) -> None:
    """Take keys of customers (key, customer) away."""
    if connection.vendor == "sqlite":
        _many("DELETE FROM blocking_key WHERE key = %s AND customer_id = %s", pairs)
    elif pairs:
        _once(
            "DELETE FROM blocking_key USING unnest(%s::bigint[], %s::bigint[]) AS gone(k, c) "
            "WHERE key = gone.k AND customer_id = gone.c",
            *_columns(pairs),
        )


def note_keys(told: Mapping[int, bytes]) -> None:
    """Note which keys each customer has, so that they can be taken away one day."""
    rows = list(told.items())
    if connection.vendor == "sqlite":
        _many("INSERT OR REPLACE INTO blocking_of (customer_id, keys) VALUES (%s, %s)", rows)
    elif rows:
        _once(
            "INSERT INTO blocking_of (customer_id, keys) "
            "SELECT * FROM unnest(%s::bigint[], %s::bytea[]) "
            "ON CONFLICT (customer_id) DO UPDATE SET keys = excluded.keys",
            *_columns(rows),
        )


def noted_keys(customer_ids: Sequence[int]) -> dict[int, bytes]:
    """Return which keys were noted of customers, packed by `packed`."""
    sql = f"SELECT customer_id, keys FROM blocking_of WHERE {among('customer_id')}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [as_one(customer_ids)])
        return {customer: bytes(keys) for customer, keys in cursor.fetchall()}


def forget_noted(customer_ids: Sequence[int]) -> None:
    """Forget which keys customers had."""
    if customer_ids:
        _once(f"DELETE FROM blocking_of WHERE {among('customer_id')}", as_one(customer_ids))  # noqa: S608


def any_keyed() -> bool:
    """Say whether there is a customer with keys."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM blocking_key LIMIT 1")
        return cursor.fetchone() is not None


def clear_blocking() -> None:
    """Forget the keys of all customers."""
    for table in TABLES:
        _once(f"DELETE FROM {table}")  # noqa: S608


def packed(keys: Iterable[int]) -> bytes:
    """Return keys as bytes, the same for the same keys."""
    return b"".join(key.to_bytes(WIDTH, "little") for key in sorted(keys))


def unpacked(keys: bytes) -> set[int]:
    """Return the keys that were packed."""
    return {int.from_bytes(keys[at : at + WIDTH], "little") for at in range(0, len(keys), WIDTH)}


def _columns(rows: Sequence[tuple[Any, Any]]) -> list[list[Any]]:
    return [[row[at] for row in rows] for at in (0, 1)]


def _many(sql: str, rows: Sequence[tuple[Any, Any]]) -> None:
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(sql, rows)


def _once(sql: str, *parameters: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(parameters) or None)
