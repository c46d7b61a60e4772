"""The process that carries queued errands out, one after the other."""

import signal
import threading
from types import FrameType

from django.db import close_old_connections
from django.utils import timezone

from zhike.jobs.leaving import go_on_leaving
from zhike.jobs.run import carry_out
from zhike.records.job.changes import mark_orphans
from zhike.records.job.lookups import next_queued

PAUSE_S = 0.25


def work(*, once: bool = False) -> None:
    """Carry out errands until told to stop; the one under way is taken back first."""
    stop = threading.Event()

    def asked(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, asked)
    signal.signal(signal.SIGINT, asked)
    go_on_leaving()
    while not stop.is_set():
        job_id = next_queued()
        if job_id is not None:
            carry_out(job_id, stopping=stop)
        elif once:
            return
        else:
            close_old_connections()
            stop.wait(PAUSE_S)


def tidy() -> int:
    """Mark errands that a dead worker left behind; call when nothing else is running."""
    return mark_orphans(at=timezone.now())
