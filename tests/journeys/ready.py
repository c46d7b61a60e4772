"""An empty home as a first start leaves it: made ready once a run, copied for every journey."""

import os
import secrets
import shutil
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from journeys.homes import House
from kept_home import kept_once

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
    kept = kept_once(factory, "ready-home", _make)
    shutil.copytree(kept, path)
    address = (kept / ADDRESS).read_text("utf-8")
    return House(path, fresh_database(address, like=address) if address else "")


def fresh_database(url: str, *, like: str = "") -> str:
    """Create a database on the same server, empty or a copy, and return its address."""
    name = f"journey_{secrets.token_hex(4)}"
    copied = f' TEMPLATE "{urlsplit(like).path[1:]}"' if like else ""
    server_url = urlunsplit(urlsplit(url)._replace(path="/postgres")) if like else url
    with psycopg.connect(server_url, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"{copied}')  # type: ignore[call-overload]
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def _make(path: Path) -> None:
    url = os.environ.get("DATABASE_URL", "")
    house = House(path, fresh_database(url) if url else "")
    path.mkdir()
    assert house.answer(READY) == "ready"
    (path / ADDRESS).write_text(house.database_url, "utf-8")
