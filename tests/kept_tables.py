"""The tables of an empty book: made once a run of the tests, copied wherever a book begins."""

import os
import shutil
from pathlib import Path

import pytest
from databases import fresh_database
from journeys.homes import House
from kept_home import kept_once

MIGRATE = """
from zhike.jobs.boot import start_django
start_django()
from django.core.management import call_command
call_command("migrate", verbosity=0, interactive=False)
print("migrated")
"""
ADDRESS = "database.txt"
EMBEDDED = "zhike.db"


def lay_tables(factory: pytest.TempPathFactory, file: Path) -> str:
    """Lay the tables at `file`, or into a database of this run's server; returns its address."""
    kept = kept_once(factory, "tables", _make)
    address = (kept / ADDRESS).read_text("utf-8")
    if address:
        return fresh_database(address, like=address)
    shutil.copyfile(kept / EMBEDDED, file)
    return ""


def _make(path: Path) -> None:
    url = os.environ.get("DATABASE_URL", "")
    house = House(path, fresh_database(url) if url else "")
    path.mkdir()
    assert house.answer(MIGRATE) == "migrated"
    (path / ADDRESS).write_text(house.database_url, "utf-8")
