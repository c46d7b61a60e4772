"""Events that arrive at volume: where they are kept, and the batch each day of a source makes."""

import secrets
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction

from zhike.clean.findings import no_problems
from zhike.records.batch.chest import save_proposal
from zhike.records.batch.models import Batch
from zhike.records.event.extract import EVENTS
from zhike.records.history.changes import write_line
from zhike.records.home import Home
from zhike.records.key.calls import Caller
from zhike.records.revision.changes import next_rev
from zhike.store.stream.append import Taken, undo_stream_batch
from zhike.store.stream.streamed import Streamed
from zhike.words.proposal import FATES, Proposal

WORDS = ("happened_at", "own_id", "detail")
ABOUT, LEDGER = "stream", "ledger"


class DayBatch(NamedTuple):
    """A day of a source: the batch people see, and the number the ledger files it under.

    The ledger outlives a book that is put back to an earlier day and hands ids out again, so its
    number is one that never comes twice.
    """

    id: int
    ledger: int


def event_stream(home: Home) -> Streamed:
    """Return the stream of events of this home."""
    return Streamed(EVENTS, home.events, WORDS)


def batch_of_day(caller: Caller, day: date, *, home: Home, at: datetime) -> DayBatch:
    """Return the batch that a source's events of a day are taken in under, opened when missing."""
    name = f"{caller.said}:{day.isoformat()}"
    kept = Batch.objects.filter(kind="events", state="已接收", about__stream=name)
    for batch in kept.order_by("-id")[:1]:
        return DayBatch(batch.pk, batch.about[LEDGER])
    return _open(caller, name, day, home=home, at=at)


def _open(caller: Caller, name: str, day: date, *, home: Home, at: datetime) -> DayBatch:
    file = f"{caller.source} {day.isoformat()} 行为"
    nothing = Proposal("events", (file,), (), no_problems(), (), dict.fromkeys(FATES, 0), {})
    ledger = secrets.randbits(48)
    with transaction.atomic():
        batch = Batch.objects.create(
            kind="events", files=[file], state="已接收", by_id=caller.account_id, at=at,
            accepted_at=at, accepted_rev=next_rev(), fates=nothing.fates,
            about={ABOUT: name, LEDGER: ledger},
        )  # fmt: skip
        save_proposal(home.batch(batch.pk), nothing)
        after = {"files": [file]}
        write_line("接收行为", "batch", batch.pk, by=caller.account_id, at=at, after=after)
    return DayBatch(batch.pk, ledger)


def count_anew(batch: DayBatch, taken: Taken) -> None:
    """Bring a batch's count to what its files hold now; lines kept aside have no row to mend."""
    count_rows_anew(batch, taken.rows)


def count_rows_anew(batch: DayBatch, rows: int) -> None:
    """Say how many events a batch holds."""
    Batch.objects.filter(pk=batch.id).update(fates=dict.fromkeys(FATES, 0) | {"new": rows})


def take_back(batch_id: int, *, home: Home, at: datetime) -> int:
    """Take the events of a batch out of the stream, if it has any there; returns how many."""
    about = Batch.objects.values_list("about", flat=True).get(pk=batch_id)
    if LEDGER not in about:
        return 0
    return undo_stream_batch(event_stream(home), about[LEDGER], at=at)
