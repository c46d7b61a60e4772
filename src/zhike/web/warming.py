"""What the first person would wait for, done when a page process starts."""

import os
import threading

from django.db import connection
from django.urls import get_resolver

from zhike.records.listing.roll import roll_now
from zhike.store.compile import load_dialects

LOOKS_S = 1.0  # how often a page process looks whether it is still wanted


def warm() -> None:
    """Load every page before the first request, and beside that the roll lists answer from and
    what puts questions to the analysis tables.

    From now on the process ends with the one that started it, also when that is killed.
    """
    _ = get_resolver().url_patterns
    threading.Thread(target=_load, daemon=True).start()
    # Named by the server: it may be gone by now, and then this process has another parent.
    server = int(os.environ.get("ZHIKE_SERVER") or os.getppid())
    threading.Thread(target=_end_with, args=(server,), daemon=True).start()


def _end_with(parent: int) -> None:
    never = threading.Event()
    while os.getppid() == parent:
        never.wait(LOOKS_S)
    os._exit(1)


def _load() -> None:
    try:
        roll_now()
    finally:
        connection.close()
    load_dialects()
