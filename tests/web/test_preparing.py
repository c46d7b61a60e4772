"""While the sample is being made every page is its progress; afterwards none is."""

import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from zhike.access.viewer import viewer_named
from zhike.jobs.ready import make_ready
from zhike.jobs.sample import begin_sample, is_sample_made, sample_job
from zhike.records.demo import is_marked, mark_complete
from zhike.records.job.changes import end_job, tell_progress

pytestmark = pytest.mark.django_db


@pytest.fixture
def job() -> Iterator[int]:
    """Return the job of a sample that was just begun; the home's marks go afterwards."""
    make_ready()
    yield begin_sample(viewer_named(None), until="2026-06-30")
    shutil.rmtree(settings.HOME.path / "demo")


def page() -> str:
    """Return the login page as anybody sees it."""
    return Client().get("/login/").content.decode()


def test_every_page_shows_how_far_it_is(job: int):
    tell_progress(job, 42, 100, "读 跟进记录.xlsx")
    said = page()
    assert "正在备好示例公司" in said
    assert "读 跟进记录.xlsx" in said
    assert "42%" in said
    assert 'content="1;url=/"' in said
    assert Client().get("/api/v1/customers").status_code == 503


def test_a_sample_under_way_is_not_made_and_a_complete_one_is_served(job: int):
    assert is_marked(settings.HOME)
    assert not is_sample_made(viewer_named(None))
    mark_complete(settings.HOME)
    assert "正在备好示例公司" not in page()


def test_one_that_failed_says_why_and_is_begun_again(job: int):
    end_job(job, "失败", at=timezone.now(), trouble="磁盘已满。")
    assert "磁盘已满。" in page()
    assert Client().post("/sample/again/").status_code == 302
    again = sample_job()
    assert again is not None
    assert again.id != job
    Client().post("/sample/again/")
    assert sample_job() == again  # one that waits is not asked for twice
