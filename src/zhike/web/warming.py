"""What the first person would wait for, done when a page process starts."""

import os
import threading

from django.db import connection
from django.urls import get_resolver

from zhike.records.listing.roll import roll_now

LOOKS_S = 1.0  # how often a page process looks whether it is still wanted


def warm() -> None:
    """Load every page before the first request, and beside that the roll lists answer from.

    From now on the process ends with the one that started it, also when that is killed.
    """
    _ = get_resolver().url_patterns
    threading.Thread(target=_read_roll, daemon=True).start()
    # Named by the server: it may be gone by now, and then this process has another parent.
    server = int(os.environ.get("ZHIKE_SERVER") or os.getppid())
    threading.Thread(target=_end_with, args=(server,), daemon=True).start()


def _end_with(parent: int) -> None:
    never = threading.Event()
    while os.getppid() == parent:
        never.wait(LOOKS_S)
    os._exit(1)


def _read_roll() -> None:
    try:
        roll_now()
    finally:
        connection.close()
