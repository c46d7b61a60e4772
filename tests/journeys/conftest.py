"""Houses for journeys, on the database this run tests."""

import secrets
from collections.abc import Callable
from pathlib import Path

import pytest
from journeys.homes import House
from journeys.ready import ready_house


@pytest.fixture
def new_house(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], House]:
    """Return a maker of empty homes on this run's database, as a first start leaves them."""

    def make() -> House:
        return ready_house(tmp_path_factory, tmp_path / secrets.token_hex(4))

    return make
