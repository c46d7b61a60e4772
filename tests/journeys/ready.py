"""An empty home as a first start leaves it: made ready once a run, copied for every journey."""

import shutil
from pathlib import Path

import pytest
from databases import fresh_database
from journeys.homes import House
from kept_home import kept_once
from kept_tables import EMBEDDED, lay_tables

READY = """
from zhike.jobs.boot import start_django
start_django()
from zhike.jobs.ready import make_ready
make_ready()
print("ready")
"""
ADDRESS = "database.txt"


def ready_house(factory: pytest.TempPathFactory, path: Path) -> House:
    """Return an empty home at `path`, its database copied where it stands on a server."""
    kept = kept_once(factory, "ready-home", lambda new: _make(factory, new))
    shutil.copytree(kept, path)
    address = (kept / ADDRESS).read_text("utf-8")
    return House(path, fresh_database(address, like=address) if address else "")


def _make(factory: pytest.TempPathFactory, path: Path) -> None:
    path.mkdir()
    house = House(path, lay_tables(factory, path / EMBEDDED))
    assert house.answer(READY) == "ready"
    (path / ADDRESS).write_text(house.database_url, "utf-8")
