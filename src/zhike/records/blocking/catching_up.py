"""Bringing the keys in step with all that was written since, many customers at once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
import polars as pl
from django.db import connection, transaction

from zhike.clean.matching.blocking import VERSION, key_texts
from zhike.clean.matching.forms import comparable
from zhike.clean.matching.hashing import key_rows
from zhike.records.blocking.changes import refresh_blocking
from zhike.records.blocking.table import (
    WIDTH,
    Standing,
    add_keys,
    clear_blocking,
    forget_noted,
    note_keys,
    noted_keys,
    stand_at,
    standing,
    take_keys,
    unpacked,
)
from zhike.records.identities import identities
from zhike.records.revision.lookups import current_token
from zhike.records.settled_sql import settled
from zhike.records.touched_sql import TOUCHED_CUSTOMERS, customers_touched_by

Progress = Callable[[int, int, str], None]
FEW = 200  # so many are quicker one by one
SOME = 2_000  # so many may be brought in step while somebody waits
STEP = 50_000  # customers whose forms are made at once
ROWS = 20_000  # keys that one transaction writes: neighbours in the table, a tenth of a second
SAID = "更新查重索引"
_TOUCHED = f"{TOUCHED_CUSTOMERS} UNION {customers_touched_by('contact')}"
_SIZES = f"SELECT c.kind, COUNT(*) FROM customer c WHERE {settled('c')} GROUP BY c.kind"  # noqa: S608
Rows = pl.DataFrame  # key, id


def behind() -> bool:
    """Say whether something was written since the keys were last brought in step."""
    return standing().token < current_token()


def catch_up_few() -> None:
    """Bring the keys in step where that is quickly done; after a big import a job does it."""
    if behind() and len(_touched(standing().token)) <= SOME:
        catch_up()


def catch_up(progress: Progress = lambda _done, _total, _said: None) -> int:
    """Bring the keys in step with the book; returns how many customers were looked at.

    What is broken off half-way is done again by the next; until then a key too many finds a
    candidate that isn't alike, and one that is missing doesn't find.
    """
    _forget_other_versions()
    token, stood = current_token(), standing()
    if token <= stood.token:
        return 0
    touched = _touched(stood.token)
    if len(touched) <= FEW:
        refresh_blocking(touched)
    else:
        _refresh_many(touched, progress)
    with transaction.atomic():
        stand_at(_sized(token))
    return len(touched)


def _forget_other_versions() -> None:
    """Forget keys that were made in another way, by an older program."""
    if standing().version != VERSION:
        with transaction.atomic():
            clear_blocking()


def _touched(token: int) -> list[int]:
    """Return the customers of whom something may differ since a revision, in order."""
    with connection.cursor() as cursor:
        cursor.execute(_TOUCHED.format(token=token))
        return sorted(row[0] for row in cursor.fetchall())


def _sized(token: int) -> Standing:
    with connection.cursor() as cursor:
        cursor.execute(_SIZES)
        by_kind = dict(cursor.fetchall())
    persons = by_kind.pop("person", 0)
    return Standing(token=token, organisations=sum(by_kind.values()), persons=persons)


def _refresh_many(touched: Sequence[int], progress: Progress) -> None:
    """Write keys in the order of the table, so that each of its pages is written once."""
    now, before = [], []
    for done, some in _steps(touched, STEP):
        progress(done, 2 * len(touched), SAID)
        now.append(_keys_now(some))
        before.append(_keys_before(some))
    whole, old = pl.concat(now), pl.concat(before)
    gone = old.join(whole, on=["key", "id"], how="anti")
    fresh = whole.join(old, on=["key", "id"], how="anti") if old.height else whole
    for rows in gone.sort("key", "id").iter_slices(ROWS):
        with transaction.atomic():
            take_keys(rows.rows())
    _add(fresh.sort("key", "id"), lambda share: progress(*_beyond(share, len(touched))))
    _note(whole, touched)


def _beyond(share: float, touched: int) -> tuple[int, int, str]:
    return int(touched * (1 + share)), 2 * touched, SAID


def _add(fresh: Rows, told: Callable[[float], None]) -> None:
    for done, some in enumerate(fresh.iter_slices(ROWS)):
        told(done * ROWS / fresh.height)
        with transaction.atomic():
            add_keys(some.rows())


def _keys_now(customer_ids: Sequence[int]) -> Rows:
    """Return the keys of those that count among some customers."""
    return key_rows(key_texts(comparable(identities(customer_ids))))


def _keys_before(customer_ids: Sequence[int]) -> Rows:
    noted = noted_keys(customer_ids)
    rows = [(key, one) for one, keys in noted.items() for key in unpacked(keys)]
    return pl.DataFrame(rows, schema={"key": pl.Int64, "id": pl.Int64}, orient="row")


def _note(whole: Rows, touched: Sequence[int]) -> None:
    """Note the keys of each customer, and nothing of those that count no more."""
    for customers, keys in _packed(whole.sort("id", "key")):
        with transaction.atomic():
            note_keys(dict(zip(customers, keys, strict=True)))
    gone = pl.Series("id", touched, dtype=pl.Int64).to_frame().join(whole, on="id", how="anti")
    for some in gone["id"].to_frame().iter_slices(ROWS):
        with transaction.atomic():
            forget_noted(some["id"].to_list())


def _packed(whole: Rows) -> Iterator[tuple[list[int], Iterable[bytes]]]:
    """Yield customers and their keys as bytes, as many as one transaction writes."""
    ids, data = whole["id"].to_numpy(), whole["key"].to_numpy().astype("<i8").tobytes()
    starts = np.flatnonzero(np.diff(ids, prepend=-1)) if len(ids) else np.array([], dtype=int)
    ends = [*starts.tolist(), len(ids)]
    parts = [data[a * WIDTH : b * WIDTH] for a, b in pairwise(ends)]
    customers = ids[starts].tolist()
    for at in range(0, len(customers), ROWS):
        yield customers[at : at + ROWS], parts[at : at + ROWS]


def _steps(ids: Sequence[int], step: int) -> Iterator[tuple[int, Sequence[int]]]:
    return ((at, ids[at : at + step]) for at in range(0, len(ids), step))
