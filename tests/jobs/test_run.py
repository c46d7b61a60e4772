"""Errands: queued, carried out with their owner's rights, cancelled, orphaned."""

import threading

import pytest
from django.utils import timezone
from records.conftest import people  # noqa: F401 - a fixture

from zhike.jobs.lanes import COMPARING, COMPARISONS, QUICK, THE_REST, WAITED_FOR
from zhike.jobs.run import ERRANDS, carry_out, enqueue
from zhike.jobs.worker import tidy
from zhike.records.job.changes import JobCancelled, ask_cancel, begin_job, tell_progress
from zhike.records.job.lookups import job_for, next_queued
from zhike.records.playbook_version.changes import ensure_playbook
from zhike.words.problem import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def viewer(people):  # noqa: F811 - the fixture's own name
    """Return the administrator of a book with a playbook."""
    ensure_playbook(at=timezone.now())
    return people["管理员"]


def test_an_errand_is_carried_out(viewer) -> None:
    job = enqueue("playbook", viewer, action="show")
    assert next_queued() == job
    carry_out(job, stopping=threading.Event())
    done = job_for(viewer, job)
    assert done.state == "完成"
    assert done.result["version"].startswith("default@")
    assert next_queued() is None


def test_a_refusal_is_told_in_its_own_words(viewer) -> None:
    job = enqueue("undo_import", viewer, batch=99)
    carry_out(job, stopping=threading.Event())
    assert job_for(viewer, job).state == "失败"
    assert job_for(viewer, job).trouble == "没有批次 99，或它不是您导入的。"


def test_a_surprise_says_no_more_than_its_number(viewer) -> None:
    job = enqueue("analyse", viewer, as_of="not a day")
    carry_out(job, stopping=threading.Event())
    assert job_for(viewer, job).state == "失败"
    assert "详情在服务日志里" in job_for(viewer, job).trouble
    assert "ValueError" not in job_for(viewer, job).trouble


def test_a_queued_errand_is_cancelled_at_once(viewer) -> None:
    job = enqueue("playbook", viewer, action="show")
    ask_cancel(job, by=viewer.account_id)
    carry_out(job, stopping=threading.Event())
    assert job_for(viewer, job).state == "取消"


def test_a_running_errand_hears_of_its_cancelling(viewer) -> None:
    job = enqueue("playbook", viewer, action="show")
    assert begin_job(job, at=timezone.now())
    assert not begin_job(job, at=timezone.now())  # a second worker comes too late
    ask_cancel(job, by=viewer.account_id)
    with pytest.raises(JobCancelled):
        tell_progress(job, 1, 2, "x")


def test_what_a_dead_worker_left_is_called_interrupted(viewer) -> None:
    job = enqueue("playbook", viewer, action="show")
    begin_job(job, at=timezone.now())
    assert tidy() == 1
    assert job_for(viewer, job).state == "中断"


def test_others_errands_are_not_there(viewer, people) -> None:  # noqa: F811
    job = enqueue("playbook", viewer, action="show")
    with pytest.raises(Refused):
        job_for(people["王磊"], job)


def test_an_unknown_errand_is_refused(viewer) -> None:
    with pytest.raises(Refused, match="没有叫"):
        enqueue("rm", viewer)


def test_what_people_wait_for_does_not_queue_behind_long_work(viewer) -> None:
    long = enqueue("undo_import", viewer, batch=99)
    report = enqueue("make_report", viewer)
    compared = enqueue("find_matches", viewer)
    assert next_queued() == next_queued(THE_REST) == long
    assert next_queued(WAITED_FOR) == report
    assert next_queued(COMPARISONS) == compared
    carry_out(long, stopping=threading.Event())
    assert next_queued(THE_REST) is None
    assert next_queued(WAITED_FOR) == report


def test_every_quick_errand_is_one() -> None:
    assert QUICK | COMPARING < ERRANDS
