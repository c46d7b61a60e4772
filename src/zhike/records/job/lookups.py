"""Reading errands."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from zhike.records.job.models import Job
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer


@dataclass(frozen=True, slots=True)
class JobRow:
    """One errand as its progress bar shows it."""

    id: int
    errand: str
    arguments: dict[str, Any]
    by_id: int
    state: str
    done: int
    total: int
    said: str
    result: Any
    trouble: str
    asked_at: datetime
    ended_at: datetime | None

    @property
    def is_over(self) -> bool:
        """Say whether nothing more will happen."""
        return self.state not in ("排队", "进行")

    @property
    def share(self) -> int:
        """Return how much is done, in percent."""
        return 100 * self.done // self.total if self.total else 0


class NoSuchJob(Refused):
    """There is no such errand among those the Viewer may see."""

    status = 404


def job_for(viewer: Viewer, job_id: int) -> JobRow:
    """Return one of the Viewer's own errands; administrators see all."""
    rows = (
        Job.objects.all() if viewer.can("settings") else Job.objects.filter(by_id=viewer.account_id)
    )
    row = rows.filter(pk=job_id).first()
    if row is None:
        raise NoSuchJob(_("没有任务进程 %(job_id)s，或它不是您启动的。") % {"job_id": job_id})
    return _row(row)


def job_row(job_id: int) -> JobRow:
    """Return an errand for the worker that carries it out."""
    return _row(Job.objects.get(pk=job_id))


def jobs_for(viewer: Viewer, *, limit: int = 10) -> list[JobRow]:
    """Return the Viewer's newest errands."""
    rows = Job.objects.filter(by_id=viewer.account_id).order_by("-id")[:limit]
    return [_row(row) for row in rows]


def newest_job(errand: str) -> JobRow | None:
    """Return the newest attempt at an errand, whoever asked for it; for the house itself."""
    row = Job.objects.filter(errand=errand).order_by("-id").first()
    return _row(row) if row else None


def job_under_way(errand: str, *, batch: int) -> JobRow | None:
    """Return the newest errand of a batch that waits or is carried out, or None."""
    open_ = Job.objects.filter(errand=errand, state__in=("排队", "进行"))
    row = open_.filter(arguments__batch=batch).order_by("-id").first()
    return _row(row) if row else None


def failed_jobs(viewer: Viewer, *, since: datetime, limit: int = 5) -> list[JobRow]:
    """Return the newest errands that failed or broke off: the own ones, administrators all."""
    rows = Job.objects.filter(state__in=("失败", "中断"), asked_at__gte=since).order_by("-id")
    mine = rows if viewer.can("settings") else rows.filter(by_id=viewer.account_id)
    return [_row(row) for row in mine[:limit]]


def _row(job: Job) -> JobRow:
    return JobRow(
        id=job.pk,
        errand=job.errand,
        arguments=job.arguments,
        by_id=job.by_id,
        state=job.state,
        done=job.done,
        total=job.total,
        said=job.said,
        result=job.result,
        trouble=job.trouble,
        asked_at=job.asked_at,
        ended_at=job.ended_at,
    )


@dataclass(frozen=True, slots=True)
class Lane:
    """Which errands one lane of the worker takes: `only` these where named, none of `but`."""

    only: frozenset[str] = frozenset()
    but: frozenset[str] = frozenset()


EVERYTHING = Lane()


def next_queued(lane: Lane = EVERYTHING, *, at: datetime | None = None) -> int | None:
    """Return the errand of a lane that has waited longest, for the worker.

    One that is to be done later is left alone until then; without `at` it is taken too.
    """
    rows = Job.objects.filter(state="排队").exclude(errand__in=lane.but)
    if at is not None:
        rows = rows.filter(Q(not_before__isnull=True) | Q(not_before__lte=at))
    if lane.only:
        rows = rows.filter(errand__in=lane.only)
    found: int | None = rows.order_by("id").values_list("id", flat=True).first()
    return found
