"""Starting Django for commands and notebooks, before anything of the book is imported."""

import gc
import os

import django
from django.conf import settings
from django.db import connections

# Python's own 700 has it look through large modules and query trees again and again for cycles.
NEW_OBJECTS_TO_LOOK_AGAIN = 50_000


def start_django() -> None:
    """Load settings and models; safe to call twice."""
    look_for_cycles_seldom()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhike.web.settings")
    django.setup()


def close_book() -> None:
    """Close what this process opened of the database; SQLite lays its journal into the file."""
    if settings.configured:
        connections.close_all()


def look_for_cycles_seldom() -> None:
    """Let memory held by cycles wait longer; saves a tenth of the processor's time."""
    gc.set_threshold(NEW_OBJECTS_TO_LOOK_AGAIN)
