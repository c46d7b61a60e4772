"""The sample company as a home: made once a run of the tests, copied for whoever opens it."""

import fcntl
import os
import shutil
from pathlib import Path

import pytest
from journeys.homes import House

UNTIL = "2026-06-30"


def sample_home(factory: pytest.TempPathFactory, path: Path) -> House:
    """Return a home at `path` that holds the sample company, on the embedded database.

    Of several test processes the first makes it, the others wait.
    """
    kept = _shared(factory) / "sample-company"
    with (kept.parent / "sample-company.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            made = House(kept.with_suffix(".new"))
            done = made.run("demo", "--until", UNTIL)
            assert done.returncode == 0, done.stderr
            made.path.rename(kept)
    shutil.copytree(kept, path)
    return House(path)


def _shared(factory: pytest.TempPathFactory) -> Path:
    """Return a folder all processes of this run share, and no other run."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
