"""The process that carries queued errands out, one after the other."""

import signal
import threading
from types import FrameType

from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from zhike.jobs.disk import told_of_disk
from zhike.jobs.leaving import go_on_leaving
from zhike.jobs.run import carry_out
from zhike.records.job.changes import mark_orphans
from zhike.records.job.lookups import next_queued

PAUSE_S, FULL_S = 0.25, 2.0


def work(*, once: bool = False) -> None:
    """Carry out errands until told to stop; the one under way is taken back first."""
    stop = threading.Event()

    def asked(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, asked)
    signal.signal(signal.SIGINT, asked)
    left = False
    while not stop.is_set():
        try:
            left = left or _go_on_leaving()
            worked = _step(stop)
        except DatabaseError as why:
            if told_of_disk(why, home=settings.HOME.path) is None:
                raise
            close_old_connections()
            stop.wait(FULL_S)  # a disk without room may not even be read: wait for it
            continue
        if once and not worked:
            return


def _go_on_leaving() -> bool:
    go_on_leaving()
    return True


def _step(stop: threading.Event) -> bool:
    """Carry the next errand out; without one, rest a little. Returns whether there was one."""
    job_id = next_queued()
    if job_id is not None:
        carry_out(job_id, stopping=stop)
        return True
    close_old_connections()
    stop.wait(PAUSE_S)
    return False


def tidy() -> int:
    """Mark errands that a dead worker left behind; call when nothing else is running."""
    return mark_orphans(at=timezone.now())
