"""How tests are spread over the processes of a run: the longest first, the browser's in two."""

from zlib import crc32

import pytest
from typing_extensions import override
from xdist.scheduler.loadfile import LoadFileScheduling

LONG_FIRST = ("browser", "journeys", "cli", "bad_input", "web", "records")
TOGETHER = "tests/browser/"
SERVED = 2  # companies served at once


class Spread(LoadFileScheduling):
    """A file stays on one process; so does each half of the browser's, with a served company."""

    @override
    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        return f"{TOGETHER}{_half(file)}" if file.startswith(TOGETHER) else file


def rank(item: pytest.Item) -> int:
    """Return where the item's folder comes: what takes long begins first."""
    folder = item.path.parent.name
    return LONG_FIRST.index(folder) if folder in LONG_FIRST else len(LONG_FIRST)


def _half(file: str) -> int:
    return crc32(file.encode()) % SERVED
