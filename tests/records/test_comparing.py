"""Customers are compared by themselves: first when somebody looks, then when the book moved on."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from web.small_book import open_book

from zhike.jobs.comparing import Comparing, compare_if_behind
from zhike.jobs.run import run_now
from zhike.records.job.models import Job
from zhike.records.revision.changes import next_rev
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db


def asked() -> list[tuple[str, bool]]:
    """Return the comparisons asked for: state, and whether it may wait a little."""
    rows = Job.objects.filter(errand="find_matches").order_by("id")
    return [(row.state, row.not_before is not None) for row in rows]


def test_the_first_is_asked_for_once_and_at_once(people: dict[str, Viewer], tmp_path: Path) -> None:
    admin, quiet = people["管理员"], Comparing()
    open_book(admin, tmp_path)
    assert quiet.look(timezone.now()) is False  # an empty page has to be opened first
    assert compare_if_behind(admin)
    assert compare_if_behind(people["王磊"])
    assert asked() == [("排队", False)]


def test_a_moved_book_is_compared_again_in_a_quiet_moment(
    people: dict[str, Viewer], tmp_path: Path
) -> None:
    admin, quiet, now = people["管理员"], Comparing(), timezone.now()
    open_book(admin, tmp_path)
    run_now("find_matches", admin)
    assert quiet.look(now) is False
    next_rev()
    assert quiet.look(now + timedelta(seconds=29)) is False  # it doesn't look all the time
    assert quiet.look(now + timedelta(seconds=31)) is True
    assert quiet.look(now + timedelta(seconds=62)) is True
    assert asked() == [("排队", True)]
