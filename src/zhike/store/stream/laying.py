"""Laying a stream into a snapshot: its files linked, and whose keys are whose written beside."""

import os
import shutil
from pathlib import Path

import polars as pl

from zhike.store.manifest import StoredStream
from zhike.store.stream.ledger import is_there, number, reading
from zhike.store.stream.streamed import KEY, OWNER, Streamed


def lay(to: Streamed, place: Path) -> StoredStream | None:
    """Return the stream as it is at this moment, in a snapshot's fresh folder; None when empty.

    Files are linked, so that what is undone or merged later stays readable to who pinned this.
    """
    if not is_there(to.folder):
        return None
    with reading(to.folder) as connection:
        token = number(connection, "token")
        parts = connection.execute("SELECT file, rows FROM parts ORDER BY id").fetchall()
        owners = connection.execute(
            "SELECT id, owner FROM keys WHERE owner IS NOT NULL ORDER BY id"
        ).fetchall()
    folder = place / f"{to.extract.name}.stream"
    folder.mkdir()
    files = tuple(_link(to.folder / file, folder).relative_to(place.parent) for file, _ in parts)
    owned = folder / "owners.parquet"
    schema = {KEY: pl.Int64, OWNER: pl.Int64}
    pl.DataFrame(owners, schema=schema, orient="row").write_parquet(owned, compression="lz4")
    return StoredStream(
        token=token,
        files=tuple(file.as_posix() for file in files),
        owners=owned.relative_to(place.parent).as_posix(),
        rows=sum(rows for _, rows in parts),
    )


def _link(source: Path, folder: Path) -> Path:
    target = folder / f"{source.parent.name}-{source.name}"
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    return target
