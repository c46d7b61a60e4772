"""Which files make up the current snapshot; read once and pinned by every reader."""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from zhike.store.extract import Extract
from zhike.store.quoting import quoted

FORMAT = 3
NOTHING: Mapping[str, int] = {}
_NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Overlay:
    """What changed since a table's files were written: keys no longer read there, and fresh rows.

    `gone` is a file with the one column `key`; `fresh` has the table's columns.
    """

    key: str
    gone: str
    fresh: str


@dataclass(frozen=True, slots=True)
class StoredStream:
    """Rows of a table that arrived outside the book, up to change `token` of their own.

    The files have `key_id` in place of `customer_id`; `owners` is a file that says whose keys are
    whose: the rows of a key nobody answers to don't count yet.
    """

    token: int
    files: tuple[str, ...]
    owners: str
    rows: int


@dataclass(frozen=True, slots=True)
class StoredTable:
    """One table of a snapshot: its columns (name → Ibis type), its files and their rows.

    With an overlay the rows of the files whose key is `gone` don't count, and `fresh` ones do.
    `rows` are those of the book; a stream's own come on top.
    """

    name: str
    columns: Mapping[str, str]
    files: tuple[str, ...]
    rows: int
    overlay: Overlay | None = None
    for_everybody: bool = False
    stream: StoredStream | None = None

    @property
    def all_files(self) -> tuple[str, ...]:
        """Return every file the rows of the book are in."""
        more = (self.overlay.gone, self.overlay.fresh) if self.overlay else ()
        return self.files + more

    def sql(self, folder: Path) -> str:
        """Return the item DuckDB reads all rows from; `folder` holds the files."""
        stored = self.book_sql(folder)
        if self.stream is None or not self.stream.files:
            return stored
        columns = ", ".join(quoted(name) for name in self.columns)
        owned = f"{read_sql(folder, [self.stream.owners])} AS owned USING (key_id)"
        arrived = f"{read_sql(folder, self.stream.files)} AS arrived JOIN {owned}"
        return (
            f"(SELECT {columns} FROM {stored} AS book "  # noqa: S608 - names are quoted
            f"UNION ALL SELECT {columns} FROM {arrived})"
        )

    def book_sql(self, folder: Path) -> str:
        """Return the item DuckDB reads the rows of the book from."""
        stored = read_sql(folder, self.files)
        if self.overlay is None:
            return stored
        columns = ", ".join(quoted(name) for name in self.columns)
        gone = f"{read_sql(folder, [self.overlay.gone])} AS gone USING ({quoted(self.overlay.key)})"
        fresh = f"SELECT {columns} FROM {read_sql(folder, [self.overlay.fresh])}"  # noqa: S608
        return f"(SELECT {columns} FROM {stored} AS stored ANTI JOIN {gone} UNION ALL {fresh})"  # noqa: S608


@dataclass(frozen=True, slots=True)
class Manifest:
    """One finished snapshot: made at `made_at` from everything up to change `token`."""

    folder: Path
    generation: int
    token: int
    shape: str
    made_at: datetime
    tables: tuple[StoredTable, ...]

    def is_current(
        self, token: int, extracts: Sequence[Extract], *, arrived: Mapping[str, int] = NOTHING
    ) -> bool:
        """Say whether nothing changed since: same tokens, also of streams, and the same columns."""
        same = self.token == token and self.shape == shape_of(extracts)
        return same and self.has_arrived(arrived)

    def has_arrived(self, arrived: Mapping[str, int]) -> bool:
        """Say whether the streams of these tables are here up to these tokens of their own."""
        return all(self._arrived(name) == token for name, token in arrived.items())

    def _arrived(self, name: str) -> int:
        table = self.table(name)
        return table.stream.token if table and table.stream else 0

    def table(self, name: str) -> StoredTable | None:
        """Return one table, or None when this snapshot has no such table."""
        return next((table for table in self.tables if table.name == name), None)

    def rows(self, name: str) -> int:
        """Return how many rows a table of this snapshot has, 0 when it has no such table."""
        table = self.table(name)
        return table.rows if table else 0


def read_sql(folder: Path, files: Sequence[str]) -> str:
    """Return `read_parquet([...])` of some files of a folder."""
    paths = ("'" + str(folder / file).replace("'", "''") + "'" for file in files)
    return f"read_parquet([{', '.join(paths)}])"


def shape_of(extracts: Sequence[Extract]) -> str:
    """Return the schema version: a short mark that changes when a table, column or its SQL does."""
    said = json.dumps([FORMAT, [asdict(extract) for extract in extracts]], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def read_manifest(folder: Path) -> Manifest | None:
    """Return the snapshot kept in a folder, or None when there is none of this format."""
    try:
        said = json.loads((folder / _NAME).read_text("utf-8"))
    except FileNotFoundError:
        return None
    return _from_json(folder, said) if said.get("format") == FORMAT else None


def replace_manifest(manifest: Manifest) -> None:
    """Make this the snapshot of its folder, in one step that can't be seen half done."""
    target = manifest.folder / _NAME
    fresh = target.with_name(f"{_NAME}.{manifest.generation}.{os.getpid()}")
    with fresh.open("w", encoding="utf-8") as file:
        json.dump(_as_json(manifest), file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(target)


def _as_json(manifest: Manifest) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "generation": manifest.generation,
        "token": manifest.token,
        "shape": manifest.shape,
        "made_at": manifest.made_at.isoformat(),
        "tables": [asdict(table) for table in manifest.tables],
    }


def _from_json(folder: Path, said: dict[str, Any]) -> Manifest:
    return Manifest(
        folder=folder,
        generation=said["generation"],
        token=said["token"],
        shape=said["shape"],
        made_at=datetime.fromisoformat(said["made_at"]),
        tables=tuple(_table(table) for table in said["tables"]),
    )


def _table(said: dict[str, Any]) -> StoredTable:
    overlay = Overlay(**said["overlay"]) if said["overlay"] else None
    stream = said["stream"] and StoredStream(
        **(said["stream"] | {"files": tuple(said["stream"]["files"])})
    )
    files = tuple(said["files"])
    return StoredTable(**(said | {"files": files, "overlay": overlay, "stream": stream}))
