"""Who is taking a batch in right now; the hold vanishes with its process, also on kill -9."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from zhike.records.held_file import held_file

SPACE = 0x5A4B  # keeps our advisory locks apart from others' on the same server


@contextmanager
def hold_batch(batch_id: int, *, folder: Path) -> Iterator[bool]:
    """Hold a batch for this process; yields False when another living process holds it."""
    with hold_numbered(batch_id, space=SPACE, folder=folder) as mine:
        yield mine


@contextmanager
def hold_numbered(number: int, *, space: int, folder: Path) -> Iterator[bool]:
    """Hold a numbered thing of one sort; yields False when another living process holds it."""
    held = _on_server(space, number) if connection.vendor == "postgresql" else _on_disk(folder)
    with held as mine:
        yield mine


@contextmanager
def _on_disk(folder: Path) -> Iterator[bool]:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with held_file(folder / "hold") as mine:
        yield mine


@contextmanager
def _on_server(space: int, number: int) -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [space, number])
        mine = bool(cursor.fetchone()[0])
    try:
        yield mine
    finally:
        if mine and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [space, number])
