"""SciPy's tests, loaded when the first one is asked: that takes a second, and few processes do."""

from functools import cache
from importlib import import_module
from typing import Any


@cache
def scipy_stats() -> Any:
    """Return `scipy.stats`."""
    return import_module("scipy.stats")
