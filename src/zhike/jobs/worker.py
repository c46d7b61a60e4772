"""The process that carries queued errands out, in three lanes: one after the other in each."""

import os
import signal
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from types import FrameType

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from zhike.jobs.comparing import Comparing
from zhike.jobs.daily import Daily
from zhike.jobs.disk import told_of_disk
from zhike.jobs.lanes import COMPARISONS, THE_REST, WAITED_FOR
from zhike.jobs.leaving import go_on_leaving
from zhike.jobs.run import carry_out
from zhike.records.batch.files import clear_old_files
from zhike.records.company.plan import is_leaving
from zhike.records.filing.forgetting import forget_gone
from zhike.records.job.changes import mark_orphans
from zhike.records.job.lookups import EVERYTHING, Lane, next_queued

PAUSE_S, FULL_S, LOOKS_S = 0.25, 2.0, 1.0
Look = Callable[[datetime], object]


def work(*, once: bool = False) -> None:
    """Carry out errands until told to stop; the one under way is taken back first.

    What somebody waits for on a page, and the comparing of customers, have lanes of their own
    beside the long work; with `once` all goes one after the other until the queue is empty.
    """
    stop = _stop_when_asked()
    _patiently(go_on_leaving, stop)
    if once:
        _drive(EVERYTHING, stop, once=True)
        return
    beside = [_Beside(stop, lane) for lane in (WAITED_FOR, COMPARISONS)]
    for each in beside:
        each.start()
    try:
        _drive(THE_REST, stop, looks=(Daily().look, Comparing().look))
    finally:
        stop.set()
        for each in beside:
            each.join()
    for each in beside:
        if each.trouble:
            raise each.trouble


def _stop_when_asked() -> threading.Event:
    stop = threading.Event()

    def asked(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, asked)
    signal.signal(signal.SIGINT, asked)
    if server := os.environ.get("ZHIKE_SERVER"):
        threading.Thread(target=_stop_with, args=(int(server), stop), daemon=True).start()
    return stop


def _stop_with(server: int, stop: threading.Event) -> None:
    """Stop when the server that started this process is gone, also when it was killed."""
    while os.getppid() == server and not stop.wait(LOOKS_S):
        pass
    stop.set()


class _Beside(threading.Thread):
    """A lane beside the long work; when it breaks down, all work stops and says why."""

    def __init__(self, stop: threading.Event, lane: Lane) -> None:
        super().__init__(name="beside")
        self.stop, self.lane = stop, lane
        self.trouble: Exception | None = None

    def run(self) -> None:
        try:
            _drive(self.lane, self.stop)
        except Exception as why:  # noqa: BLE001 - raised again by the main thread
            self.trouble = why
            self.stop.set()
        finally:
            connection.close()


def _drive(
    lane: Lane, stop: threading.Event, *, once: bool = False, looks: Sequence[Look] = ()
) -> None:
    """Work a lane; in a quiet moment `looks` see to what is due."""
    while not stop.is_set():
        worked = _patiently(lambda: _step(lane, stop, once=once), stop)
        for look in () if worked else looks:
            _patiently(partial(_now, look), stop)
        if once and not worked:
            return


def _now(look: Look) -> object:
    return look(timezone.localtime())


def _patiently(act: Callable[[], object], stop: threading.Event) -> object:
    """Do it, and again as long as a disk without room, which may not even be read, refuses it."""
    while True:
        try:
            return act()
        except DatabaseError as why:
            if told_of_disk(why, home=settings.HOME.path) is None:
                raise
            close_old_connections()
            if stop.wait(FULL_S):
                return None


def _step(lane: Lane, stop: threading.Event, *, once: bool = False) -> bool:
    """Carry the next errand out; without one, rest a little. Returns whether there was one.

    With `once` also what was to be done a little later.
    """
    closed = lane is not THE_REST and is_leaving(settings.HOME)  # the book is being taken apart
    job_id = None if closed else next_queued(lane, at=None if once else timezone.now())
    if job_id is not None:
        carry_out(job_id, stopping=stop)
        return True
    close_old_connections()
    stop.wait(PAUSE_S)
    return False


def tidy() -> int:
    """Mark errands that a dead worker left behind, and clear away files kept long enough.

    Call it when nothing else is running.
    """
    clear_old_files(home=settings.HOME, at=timezone.now())
    forget_gone(settings.HOME, at=timezone.now())
    return mark_orphans(at=timezone.now())
