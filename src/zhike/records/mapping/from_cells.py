"""Cells corrected by hand that hold for the next file too: texts nobody could read otherwise."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from zhike.clean.field_cells import clean_field
from zhike.playbook.playbook import Playbook
from zhike.records.batch.chest import load_sheets
from zhike.words.mending import MendedCell
from zhike.words.problem import Refused
from zhike.words.sheet import Sheet

Word = list[str]  # field path, raw text, what it means


def words_of_cells(
    cells: Sequence[MendedCell],
    sheet: Sheet,
    heads: Mapping[str, str],
    *,
    folder: Path,
    playbook: Playbook,
) -> list[Word]:
    """Return what corrected cells of a sheet say of their text, wherever it stands again (S3-44).

    `heads` gives the field path of each head. Only a text that cannot be read as its field means
    the same in the next file; a readable value that was wrong once says nothing of others.
    """
    place = (sheet.file, sheet.sheet)
    mine = [one for one in cells if (one.file, one.sheet) == place and one.head in heads]
    if not mine:
        return []
    rows = {one.row for one in mine}
    raw = _raw(folder, place, rows)
    said = [(one, (raw.get((one.row, one.head)) or "").strip()) for one in mine]
    return [
        [heads[one.head], text, one.text]
        for one, text in said
        if text and one.text and _is_unreadable(text, heads[one.head], playbook)
    ]


def _raw(folder: Path, place: tuple[str, str], rows: set[int]) -> dict[tuple[int, str], str | None]:
    found: dict[tuple[int, str], str | None] = {}
    for sheet in load_sheets(folder, only=sorted(rows)):
        if (sheet.file, sheet.sheet) == place:
            for row in sheet.frame.iter_rows(named=True):
                found |= {(row["_row"], head): row[head] for head in sheet.heads}
    return found


def _is_unreadable(text: str, path: str, playbook: Playbook) -> bool:
    try:
        spec = playbook.field(path)
    except Refused:
        return False
    cells = pl.Series([text], dtype=pl.String)
    cleaned, _stored = clean_field(spec, cells, unit="", playbook=playbook)
    return cleaned.values.item() is None and cleaned.reasons.item() is not None
