"""The marked cells of a batch, one a line, to be corrected in place."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from zhike.words.place import Place

TOLD = 2  # cells of a row that say which row it is


def cell_lines(sheets: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return one line a marked cell of `read_rows`: where, whose row, what it says, what is wrong.

    Of the rows of a cause only its own cells are told.
    """
    return [
        _line(sheet["heads"], row, head, mark)
        for sheet in sheets
        for row in sheet["rows"]
        for head, mark in row["marks"].items()
        if mark["here"]
    ]


def _line(
    heads: Sequence[str], row: Mapping[str, Any], head: str, mark: Mapping[str, str]
) -> dict[str, Any]:
    cells = dict(zip(heads, row["cells"], strict=True))
    told = [text for name, text in cells.items() if text and name != head][:TOLD]
    return {
        "name": name_of(row["file"], row["sheet"], row["row"], head),
        "place": str(Place(row["file"], row["sheet"], row["row"])),
        "row": row["row"],
        "told": " · ".join(told),
        "head": head,
        "text": cells.get(head, ""),
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
