"""A home made once a run of the tests and copied for whoever needs one like it."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest


def kept_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return a folder that `make` fills; of several test processes the first makes it."""
    kept = _shared(factory) / name
    with (kept.parent / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            new = kept.with_suffix(".new")
            make(new)
            new.rename(kept)
    return kept


def _shared(factory: pytest.TempPathFactory) -> Path:
    """Return a folder all processes of this run share, and no other run."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
