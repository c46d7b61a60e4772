"""The cells of what somebody pastes or hands over as a list, line by line."""

import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from zhike.records.playbook_version.lookups import active_playbook
from zhike.runs.understanding import read_files
from zhike.web.uploads import keep_files

_BETWEEN = re.compile(r"[\t,，;；|]")


def cells_of(text: str, files: Sequence[Any]) -> list[list[str]]:
    """Return the filled cells of each line of a pasted text and of the rows of files."""
    lines = [_BETWEEN.split(line) for line in text.splitlines()]
    lines += _rows(files) if files else []
    filled = ([cell.strip() for cell in line if cell and cell.strip()] for line in lines)
    return [line for line in filled if line]


def _rows(files: Sequence[Any]) -> list[list[str]]:
    paths = [Path(path) for path in keep_files(files)]
    try:
        sheets = read_files(paths, playbook=active_playbook())
    finally:
        shutil.rmtree(paths[0].parent, ignore_errors=True)
    return [
        [str(cell) for cell in row if cell is not None]
        for sheet in sheets
        for row in sheet.frame.select(sheet.heads).iter_rows()
    ]
