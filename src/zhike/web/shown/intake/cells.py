"""The marked cells of a batch, one a line, to be corrected in place."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from zhike.words.place import Place

TOLD = 2  # cells of a row that say which row it is


def cell_lines(rows: Sequence[Mapping[str, Any]], heads: Sequence[str]) -> list[dict[str, Any]]:
    """Return one line a marked cell: where it stands, whose row it is, what it says, what is wrong."""
    return [
        _line(row, head, mark, dict(zip(row.get("heads", heads), row["cells"], strict=True)))
        for row in rows
        for head, mark in row["marks"].items()
    ]


def _line(
    row: Mapping[str, Any], head: str, mark: Mapping[str, str], cells: Mapping[str, str | None]
) -> dict[str, Any]:
    told = [text for name, text in cells.items() if text and name != head][:TOLD]
    place = Place(row["file"], row["sheet"], row["row"])
    return {
        "name": name_of(row["file"], row["sheet"], row["row"], head),
        "place": str(place),
        "row": row["row"],
        "told": " ".join(told),
        "head": head,
        "text": cells.get(head) or "",
        "before": row["mended"].get(head),
        "editable": head in cells,
        "message": mark["message"],
        "reject": mark["severity"] == "reject",
    }


def name_of(file: str, sheet: str, row: int, head: str) -> str:
    """Return the name of a cell's box in the form: its place, as `placed` reads it."""
    return json.dumps(["cell", file, sheet, row, head], ensure_ascii=False)


def placed(name: str) -> tuple[str, str, int, str] | None:
    """Return the file, sheet, row and head a box stands for, or None for any other field."""
    if not name.startswith('["cell"'):
        return None
    try:
        _, file, sheet, row, head = json.loads(name)
    except ValueError:
        return None
    return str(file), str(sheet), int(row), str(head)
