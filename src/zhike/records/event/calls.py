"""Calls that brought events: which day of a source they belong to, and taking one back alone."""

from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from zhike.records.batch.lookups import batch_for
from zhike.records.batch.models import Batch
from zhike.records.event.stream import LEDGER, DayBatch, count_rows_anew, event_stream
from zhike.records.history.changes import write_line
from zhike.records.home import Home
from zhike.store.stream.arrivals import Came, arrival, newest_arrivals, undo_arrival
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer


class NoSuchCall(Refused):
    """Nothing came with this call, or it was taken back."""

    status = 404


class CallBack(NamedTuple):
    """A call that was taken back: its batch, how many events it had, how many the batch has still.

    `rows` are those it brought, `left` those of the same day of the source that stay.
    """

    batch: int
    rows: int
    left: int


def calls_of_batch(viewer: Viewer, batch_id: int, *, home: Home, most: int) -> list[Came]:
    """Return the newest calls of a batch of events; none for a batch of another sort."""
    about = Batch.objects.values_list("about", flat=True).get(pk=batch_for(viewer, batch_id).id)
    if LEDGER not in about:
        return []
    return newest_arrivals(event_stream(home), about[LEDGER], most=most)


def batch_of_call(viewer: Viewer, call: int, *, home: Home) -> int:
    """Return the batch a call's events belong to; raises NoSuchCall, or refuses whose it is not."""
    came = arrival(event_stream(home), call)
    rows = Batch.objects.filter(kind="events", about__ledger=came.batch) if came else None
    found = rows.values_list("id", flat=True).first() if rows is not None else None
    if found is None:
        raise NoSuchCall(_("没有第 %(call)s 次行为提交，或它已经撤销了。") % {"call": call})
    return batch_for(viewer, found).id


def take_call_back(viewer: Viewer, call: int, *, home: Home, at: datetime) -> CallBack:
    """Take the events of one call back; they may be handed in again."""
    batch_id = batch_of_call(viewer, call, home=home)
    to = event_stream(home)
    came = arrival(to, call)
    left = undo_arrival(to, call, at=at)
    if came is None or left is None:
        raise NoSuchCall(_("没有第 %(call)s 次行为提交，或它已经撤销了。") % {"call": call})
    count_rows_anew(DayBatch(batch_id, came.batch), left)
    told = {"call": call, "rows": came.rows}
    write_line("撤销一次行为", "batch", batch_id, by=viewer.account_id, at=at, after=told)
    return CallBack(batch_id, came.rows, left)
