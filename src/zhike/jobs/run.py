"""Carrying errands out: at once for the command line, from the queue for the worker."""

import logging
import pkgutil
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _

from zhike.access.viewer import viewer_for
from zhike.jobs import errands
from zhike.jobs.disk import telling_disk, told_of_disk
from zhike.jobs.errand import Answer, Errand, Tell, silent
from zhike.records.intake.changes import roll_back_interrupted
from zhike.records.job.changes import (
    JobCancelled,
    ask_job,
    ask_soon,
    begin_job,
    end_job,
    tell_progress,
)
from zhike.records.job.lookups import job_row
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

log = logging.getLogger(__name__)
RETRY_S = 1.0
SOON = timedelta(seconds=30), timedelta(minutes=5)
"""How long after the first who asks, and how long after the one before."""
ERRANDS = frozenset(module.name for module in pkgutil.iter_modules(errands.__path__))


def errand_of(viewer: Viewer, *, tell: Tell = silent) -> Errand:
    """Return an errand for this moment; the clock is read here and nowhere deeper."""
    at = timezone.now()
    return Errand(viewer, settings.HOME, at, timezone.localdate(at), tell)


def run_now(name: str, viewer: Viewer, /, *, tell: Tell = silent, **arguments: Any) -> Answer:
    """Carry an errand out in the foreground and return its answer.

    Refused also where the disk is full or may not be written to; nothing is left half-done.
    """
    with telling_disk(settings.HOME.path):
        return _errand_named(name)(errand_of(viewer, tell=tell), **arguments)


def said_of(name: str) -> str:
    """Return what an errand is called on the progress bar."""
    return str(_module(name).SAID)


def _errand_named(name: str) -> Callable[..., Answer]:
    run: Callable[..., Answer] = _module(name).run
    return run


def _module(name: str) -> Any:
    """Return an errand's module, loaded only now: an import needs no chart library."""
    if name not in ERRANDS:
        raise Refused(_("没有叫“%(name)s”的任务进程。") % {"name": name})
    return import_module(f"{errands.__name__}.{name}")


def enqueue(name: str, viewer: Viewer, /, **arguments: Any) -> int:
    """Put an errand in the queue for the worker; returns the job's id."""
    if name not in ERRANDS:
        raise Refused(_("没有叫“%(name)s”的任务进程。") % {"name": name})
    return ask_job(name, arguments, by=viewer.account_id, at=timezone.now())


def enqueue_soon(name: str, viewer: Viewer) -> bool:
    """Have an errand done soon for everybody who asks meanwhile; False when it is awaited."""
    after, between = SOON
    at = timezone.now()
    return ask_soon(name, by=viewer.account_id, at=at, after=after, between=between)


def carry_out(job_id: int, *, stopping: threading.Event) -> None:
    """Carry a queued errand out with its owner's rights as they are now; never raises.

    When `stopping` is set meanwhile, the errand takes back what it began and ends as 中断.
    """
    if not begin_job(job_id, at=timezone.now()):
        return
    job, end = job_row(job_id), _ending(job_id, stopping)
    try:
        roll_back_interrupted(home=settings.HOME)  # what a full disk did not let be taken out
        viewer = viewer_for(job.by_id)
        answer = run_now(job.errand, viewer, tell=_telling(job_id, stopping), **job.arguments)
    except JobCancelled:
        state = "中断" if stopping.is_set() else "取消"
        end(state, trouble=f"已{state}，没有留下任何改动。")
    except Refused as why:
        end("失败", trouble=str(why))
    except Exception as why:
        told = told_of_disk(why, home=settings.HOME.path)
        if told is None:
            log.exception("errand %s failed", job.errand)
        words = f"出了意外，没有完成（编号 {job_id}，详情在服务日志里）。请重试或联系管理员。"
        end("失败", trouble=str(told or words))
    else:
        end("完成", result=_short(answer))


def _ending(job_id: int, stopping: threading.Event) -> Callable[..., None]:
    """Return how to note the end of a job: on a full disk, as soon as there is room again."""

    def end(state: str, *, result: Answer | None = None, trouble: str = "") -> None:
        while True:
            try:
                end_job(job_id, state, at=timezone.now(), result=result, trouble=trouble)
            except DatabaseError as why:
                if told_of_disk(why, home=settings.HOME.path) is None or stopping.wait(RETRY_S):
                    raise
            else:
                return

    return end


def _telling(job_id: int, stopping: threading.Event) -> Tell:
    last = datetime.min.replace(tzinfo=timezone.get_current_timezone())

    def tell(done: int, total: int, said: str) -> None:
        nonlocal last
        now = timezone.now()
        if stopping.is_set():
            raise JobCancelled
        if (now - last).total_seconds() >= 0.3 or done == total:
            last = now
            tell_progress(job_id, done, total, said)

    return tell


def _short(answer: Answer) -> Answer:
    """Return the answer without long lists: they are kept where they belong."""
    return {k: v for k, v in answer.items() if not (isinstance(v, list) and len(v) > 200)}
