"""Writing how an errand goes."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from zhike.records.job.models import Job


class JobCancelled(Exception):
    """Somebody asked the errand to stop; what it had begun is taken back."""


def ask_job(errand: str, arguments: Mapping[str, Any], *, by: int, at: datetime) -> int:
    """Put an errand in the queue; returns its id."""
    row = Job.objects.create(errand=errand, arguments=dict(arguments), by_id=by, asked_at=at)
    return row.pk


def ask_soon(errand: str, *, by: int, at: datetime, after: timedelta, between: timedelta) -> bool:
    """Have an errand carried out soon, once for all who ask meanwhile; False when it is awaited.

    It begins `after` this moment, and not within `between` of the one before.
    """
    same = Job.objects.filter(errand=errand, arguments={})
    if same.filter(state="排队").exists():
        return False
    last = same.filter(started_at__isnull=False).order_by("-id").first()
    earliest = [at + after, *([last.started_at + between] if last and last.started_at else [])]
    Job.objects.create(errand=errand, arguments={}, by_id=by, asked_at=at, not_before=max(earliest))
    return True


def begin_job(job_id: int, *, at: datetime) -> bool:
    """Take an errand from the queue; False when it was taken or cancelled meanwhile."""
    return bool(Job.objects.filter(pk=job_id, state="排队").update(state="进行", started_at=at))


def tell_progress(job_id: int, done: int, total: int, said: str) -> None:
    """Note how far an errand is; raises JobCancelled when it was asked to stop."""
    Job.objects.filter(pk=job_id).update(done=done, total=total, said=said)
    if Job.objects.filter(pk=job_id, cancel_asked=True).exists():
        raise JobCancelled


def end_job(
    job_id: int, state: str, *, at: datetime, result: Any = None, trouble: str = ""
) -> None:
    """Note how an errand ended: 完成, 失败 (with its trouble) or 取消."""
    Job.objects.filter(pk=job_id).update(state=state, ended_at=at, result=result, trouble=trouble)


def ask_cancel(job_id: int, *, by: int) -> None:
    """Ask an errand of one's own to stop; one still queued is cancelled at once."""
    mine = Job.objects.filter(pk=job_id, by_id=by)
    mine.filter(state="排队").update(state="取消")
    mine.filter(state="进行").update(cancel_asked=True)


def mark_orphans(*, at: datetime) -> int:
    """Call errands 中断 that were running or queued when everything stopped; returns how many.

    Those that were to be done a little later, which nobody watches, stay in the queue.
    """
    orphans = Job.objects.filter(state__in=["进行", "排队"])
    orphans = orphans.exclude(state="排队", not_before__isnull=False)
    return orphans.update(state="中断", ended_at=at, trouble="服务停止时它还没有做完，请重新开始。")
