"""Which files make up the current snapshot; read once and pinned by every reader."""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from zhike.store.extract import Extract

FORMAT = 1
_NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class StoredTable:
    """One table of a snapshot: its columns (name → Ibis type), its files and their rows."""

    name: str
    columns: Mapping[str, str]
    files: tuple[str, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """One finished snapshot: made at `made_at` from everything up to change `token`."""

    folder: Path
    generation: int
    token: int
    shape: str
    made_at: datetime
    tables: tuple[StoredTable, ...]

    def is_current(self, token: int, extracts: Sequence[Extract]) -> bool:
        """Say whether nothing changed since: same token and the same columns."""
        return self.token == token and self.shape == shape_of(extracts)

    def rows(self, name: str) -> int:
        """Return how many rows a table of this snapshot has, 0 when it has no such table."""
        return next((table.rows for table in self.tables if table.name == name), 0)


def shape_of(extracts: Sequence[Extract]) -> str:
    """Return the schema version: a short mark that changes when a table or column does."""
    said = json.dumps([FORMAT, [[e.name, list(e.columns.items())] for e in extracts]])
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
        "tables": [
            {"name": t.name, "columns": dict(t.columns), "files": t.files, "rows": t.rows}
            for t in manifest.tables
        ],
    }


def _from_json(folder: Path, said: dict[str, Any]) -> Manifest:
    tables = (
        StoredTable(t["name"], t["columns"], tuple(t["files"]), t["rows"]) for t in said["tables"]
    )
    return Manifest(
        folder=folder,
        generation=said["generation"],
        token=said["token"],
        shape=said["shape"],
        made_at=datetime.fromisoformat(said["made_at"]),
        tables=tuple(tables),
    )
