"""Work that is waited for ends for the person at once when it is cancelled."""

import threading
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from zhike.jobs.errand import Errand
from zhike.jobs.patience import patiently
from zhike.records.home import Home
from zhike.records.job.changes import JobCancelled
from zhike.words.viewer import Viewer

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


def errand(tell) -> Errand:
    viewer = Viewer(1, "王磊", "销售顾问", "own")
    return Errand(viewer, Home(Path("/nowhere")), NOW, date(2026, 11, 22), tell)


def test_the_answer_and_the_trouble_come_through():
    told = errand(lambda _done, _total, _said: None)
    assert patiently(told, lambda: 3, "读") == 3
    with pytest.raises(ZeroDivisionError):
        patiently(told, lambda: 1 // 0, "读")


def test_who_cancels_does_not_wait_for_the_work():
    over = threading.Event()

    def cancelled(_done: int, _total: int, _said: str) -> None:
        raise JobCancelled

    began = time.monotonic()
    with pytest.raises(JobCancelled):
        patiently(errand(cancelled), lambda: over.wait(20), "读")
    assert time.monotonic() - began < 5
    over.set()
