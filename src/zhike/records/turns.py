"""Bounded transactions that leave others their turn while much is being written."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter, sleep

from django.db import connection, transaction

# SQLite's lock is not fair: a waiting writer looks again every 25 ms for its first eighth of a
# second, so a pause a little longer than that is always met.
PAUSE_S = 0.027
SHORT_S = 0.010


@contextmanager
def one_turn() -> Iterator[None]:
    """Run a transaction; on SQLite rest afterwards, unless it was over in no time."""
    started = perf_counter()
    with transaction.atomic():
        yield
    if connection.vendor == "sqlite" and perf_counter() - started > SHORT_S:
        sleep(PAUSE_S)
