"""Many rows beside the book in a file of their own, from which SQLite itself copies them in."""

from collections.abc import Iterator
from contextlib import contextmanager
from errno import ENOSPC
from os import strerror
from pathlib import Path
from shutil import disk_usage
from urllib.parse import quote

import adbc_driver_manager as adbc
import adbc_driver_sqlite
import polars as pl
from django.db import connection

WORTH_IT = 5_000  # fewer rows are put in one by one as quickly
ROWS = "staged.rows"  # what SQL calls them; their rowid counts from 1
_OF_NOBODY = ("PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF")


def worth_staging(rows: int) -> bool:
    """Say whether so many rows get in quicker by way of a file; not inside a transaction.

    Inside one the file could not be let go of again before its end.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block or _in_memory():
        return False
    return rows >= WORTH_IT


@contextmanager
def staged(batch_id: int) -> Iterator[None]:
    """Have the rows laid for a batch as ROWS while this lasts; the file vanishes with the process.

    Nobody else may have it open by then.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("ATTACH %s AS staged", [str(_path(batch_id))])
            cursor.execute("PRAGMA staged.mmap_size=0")
    finally:
        drop_staged(batch_id)  # it stays there for whoever has it open
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DETACH staged")


def drop_staged(batch_id: int) -> None:
    """Remove the file of a process that died while it was written."""
    if connection.vendor == "sqlite":
        _path(batch_id).unlink(missing_ok=True)


def _in_memory() -> bool:
    name = str(connection.settings_dict["NAME"])
    return ":memory:" in name or "mode=memory" in name


def _path(batch_id: int) -> Path:
    return Path(f"{connection.settings_dict['NAME']}-staged-{batch_id}")


def lay(frame: pl.DataFrame, batch_id: int) -> None:
    """Write a frame to a batch's file by the driver's own SQLite, which sees no other of ours.

    Raises OSError when the disk has no room for it.
    """
    drop_staged(batch_id)
    path = _path(batch_id)
    try:
        _ingest(frame, path)
    except adbc.Error as why:
        # A full disk ends the driver's transaction, and what it says is that it can't roll back.
        if disk_usage(path.parent).free < frame.estimated_size():
            raise OSError(ENOSPC, strerror(ENOSPC), str(path)) from why
        raise


def _ingest(frame: pl.DataFrame, path: Path) -> None:
    driver = adbc_driver_sqlite._driver_path()
    with (
        adbc.AdbcDatabase(driver=driver, uri=f"file:{quote(str(path))}") as database,
        adbc.AdbcConnection(database) as file,
    ):
        for setting in _OF_NOBODY:
            with adbc.AdbcStatement(file) as said:
                said.set_sql_query(setting)
                said.execute_query()
        with adbc.AdbcStatement(file) as said:
            said.set_options(
                **{
                    "adbc.ingest.target_table": "rows",
                    "adbc.ingest.mode": "adbc.ingest.mode.create",
                }
            )
            said.bind_stream(frame.__arrow_c_stream__())
            said.execute_update()
