"""The sample company as a home: made once a run of the tests, copied for whoever opens it."""

import shutil
from pathlib import Path

import pytest
from journeys.homes import House
from kept_home import kept_once

UNTIL = "2026-06-30"


def sample_home(factory: pytest.TempPathFactory, path: Path) -> House:
    """Return a home at `path` that holds the sample company, on the embedded database."""
    shutil.copytree(kept_once(factory, "sample-company", _make), path)
    return House(path)


def _make(path: Path) -> None:
    done = House(path).run("demo", "--until", UNTIL)
    assert done.returncode == 0, done.stderr
