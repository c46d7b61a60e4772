"""What the first person would wait for, done when a page process starts."""

import threading

from django.db import connection
from django.urls import get_resolver

from zhike.records.listing.roll import roll_now


def warm() -> None:
    """Load every page before the first request, and beside that the roll lists answer from."""
    _ = get_resolver().url_patterns
    threading.Thread(target=_read_roll, daemon=True).start()


def _read_roll() -> None:
    try:
        roll_now()
    finally:
        connection.close()
