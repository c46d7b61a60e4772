"""Many rows beside the book in a file of their own, from which SQLite itself copies them in."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import adbc_driver_manager as adbc
import adbc_driver_sqlite
import polars as pl
from django.db import connection

WORTH_IT = 3_000  # fewer rows are put in one by one as quickly
ROWS = "staged.rows"  # what SQL calls them; their rowid counts from 1
_PLAIN = (pl.String, pl.Boolean, pl.Int8, pl.Int16, pl.Int32, pl.Int64, pl.Float64)
_OF_NOBODY = ("PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF")


def worth_staging(frame: pl.DataFrame) -> bool:
    """Say whether these rows get in quicker by way of a file: many, and not inside a transaction.

    Inside one the file could not be let go of again before its end.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block or _in_memory():
        return False
    return frame.height >= WORTH_IT and all(kind in _PLAIN for kind in frame.dtypes)


@contextmanager
def staged(frame: pl.DataFrame, batch_id: int) -> Iterator[None]:
    """Have the rows of a frame as ROWS while this lasts; the file vanishes with the process."""
    path = _path(batch_id)
    try:
        _lay(path, frame)
        with connection.cursor() as cursor:
            cursor.execute("ATTACH %s AS staged", [str(path)])
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


def _lay(path: Path, frame: pl.DataFrame) -> None:
    """Write a frame to a new file by the driver's own SQLite, which sees no other file of ours."""
    path.unlink(missing_ok=True)
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
