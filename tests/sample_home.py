"""The sample company as a home: made once a run of the tests, copied for whoever opens it."""

import shutil
from pathlib import Path

import pytest
from journeys.homes import House
from kept_home import kept_once
from kept_tables import EMBEDDED, lay_tables

UNTIL = "2026-06-30"


def sample_home(factory: pytest.TempPathFactory, path: Path) -> House:
    """Return a home at `path` that holds the sample company, on the embedded database."""
    kept = kept_once(factory, "sample-company", lambda new: _make(factory, new))
    shutil.copytree(kept, path)
    return House(path)


def _make(factory: pytest.TempPathFactory, path: Path) -> None:
    path.mkdir()
    lay_tables(factory, path / EMBEDDED)
    done = House(path).run("demo", "--until", UNTIL)
    assert done.returncode == 0, done.stderr
