"""A file that one process at a time may hold; the hold goes with its process, also on kill -9."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def held_file(file: Path) -> Iterator[bool]:
    """Hold a file for this process; yields False when another living one holds it."""
    with file.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
