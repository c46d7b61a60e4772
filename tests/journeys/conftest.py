"""Houses for journeys, on the database this run tests."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from journeys.homes import House


def fresh_database(url: str) -> str:
    """Create an empty database on the same server and return its address."""
    name = f"journey_{secrets.token_hex(4)}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')  # type: ignore[call-overload]
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def fresh_url() -> str:
    """Return an empty database of this run's kind; nothing for the embedded one."""
    url = os.environ.get("DATABASE_URL", "")
    return fresh_database(url) if url else ""


@pytest.fixture
def new_house(tmp_path: Path) -> Callable[[], House]:
    """Return a maker of fresh homes on this run's database."""

    def make() -> House:
        return House(tmp_path / secrets.token_hex(4), fresh_url())

    return make
