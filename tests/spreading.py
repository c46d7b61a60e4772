"""How tests are spread over the processes of a run: the longest first, the browser's in two."""

from zlib import crc32

import pytest
from typing_extensions import override
from xdist.scheduler.loadfile import LoadFileScheduling

LONG_FIRST = ("browser", "journeys", "cli", "bad_input", "web", "records")
TOGETHER = "tests/browser/"
SERVED = 2  # companies served at once
AS_MADE = "test_findings.py"  # asks for the sample's own day; a change has it reckoned as of today


class Spread(LoadFileScheduling):
    """A file stays on one process; so does each half of the browser's, with a served company."""

    @override
    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        return f"{TOGETHER}{_half(file)}" if file.startswith(TOGETHER) else file


def rank(item: pytest.Item) -> tuple[int, bool]:
    """Return where an item comes: long folders first, in them what others would change."""
    folder = item.path.parent.name
    place = LONG_FIRST.index(folder) if folder in LONG_FIRST else len(LONG_FIRST)
    return place, folder == "browser" and item.path.name != AS_MADE


def _half(file: str) -> int:
    return crc32(file.encode()) % SERVED
