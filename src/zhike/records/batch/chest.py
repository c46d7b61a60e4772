"""The files beside a batch: every raw cell, the proposed rows and the problems, as Parquet."""

import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl

from zhike.words.proposal import Part, Proposal
from zhike.words.sheet import Sheet

READINGS = "readings.parquet"  # what rules made of cells (READING_COLUMNS); older batches have none


def save_proposal(folder: Path, proposal: Proposal) -> None:
    """Write a proposal into its batch's folder: whole, or as if nothing had been written."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = Path(tempfile.mkdtemp(prefix="new-", dir=folder))
    try:
        _write(fresh, proposal)
        for file in fresh.iterdir():
            file.replace(folder / file.name)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _write(folder: Path, proposal: Proposal) -> None:
    for index, raw in enumerate(proposal.raw):
        raw.write_parquet(folder / f"raw-{index}.parquet")
    for index, left in enumerate(proposal.passed_over):
        left.sheet.frame.write_parquet(folder / f"left-{index}.parquet")
    for part in proposal.parts:
        part.rows.write_parquet(folder / f"part-{part.noun}.parquet")
    proposal.problems.write_parquet(folder / "problems.parquet")
    if proposal.readings is not None:
        proposal.readings.write_parquet(folder / READINGS)
    about = {
        "kind": proposal.kind,
        "files": proposal.files,
        "fates": proposal.fates,
        "mapping": proposal.mapping,
        "parts": [[part.noun, part.own] for part in proposal.parts],
        "raw": len(proposal.raw),
        "sheets": [_beside(sheet) for sheet in proposal.sheets],
        "kinds": list(proposal.kinds),
        "passed_over": [_beside(left.sheet) | {"why": left.why} for left in proposal.passed_over],
    }
    if proposal.asked is not None:
        proposal.asked.write_parquet(folder / "asked.parquet")
    about["asked"] = proposal.asked is not None
    (folder / "about.json").write_text(json.dumps(about, ensure_ascii=False), "utf-8")


def load_proposal(folder: Path) -> Proposal:
    """Read a proposal back as it was saved."""
    about = json.loads((folder / "about.json").read_text("utf-8"))
    parts = tuple(
        Part(noun, pl.read_parquet(folder / f"part-{noun}.parquet"), tuple(own))
        for noun, own in about["parts"]
    )
    empty = Proposal(about["kind"], tuple(about["files"]), parts, load_problems(folder))
    raw = tuple(pl.read_parquet(folder / f"raw-{i}.parquet") for i in range(about["raw"]))
    return replace(empty, raw=raw, fates=about["fates"], mapping=about["mapping"])


def _beside(sheet: Sheet) -> dict[str, Any]:
    """Return what a sheet says beside its cells."""
    return {
        "file": sheet.file,
        "sheet": sheet.sheet,
        "heads": list(sheet.heads),
        "title_rows": list(sheet.title_rows),
        "notes": list(sheet.notes),
        "damaged": sorted([row, head] for row, head in sheet.damaged),
        "head_row": sheet.head_row,
    }


def load_sheets(
    folder: Path, *, rows: int | None = None, only: Sequence[int] | None = None
) -> list[Sheet]:
    """Read back, word for word, every sheet handed over: those passed over stand last.

    `rows` limits each to its first rows, `only` to rows of these numbers. A batch of an older
    version has no more than its cells.
    """
    about = json.loads((folder / "about.json").read_text("utf-8"))
    raw = [folder / f"raw-{index}.parquet" for index in range(about["raw"])]
    told = about.get("sheets") or [{} for _ in raw]
    left = about.get("passed_over", [])
    files = [*raw, *(folder / f"left-{index}.parquet" for index in range(len(left)))]
    return [
        _sheet(_some(pl.scan_parquet(file), rows, only), said)
        for file, said in zip(files, [*told, *left], strict=True)
    ]


def _some(cells: pl.LazyFrame, rows: int | None, only: Sequence[int] | None) -> pl.DataFrame:
    if only is not None:
        cells = cells.filter(pl.col("_row").is_in(list(only)))
    return (cells if rows is None else cells.head(rows)).collect()


def _sheet(frame: pl.DataFrame, said: dict[str, Any]) -> Sheet:
    places = frame.select(pl.first(name) for name in ("_file", "_sheet") if name in frame.columns)
    place = {name: places[f"_{name}"][0] for name in ("file", "sheet") if places.width}
    frame = frame.drop("_file", "_sheet", strict=False)
    return Sheet(
        file=said.get("file", place.get("file", "")),
        sheet=said.get("sheet", place.get("sheet", "")),
        heads=tuple(frame.columns[1:]),
        frame=frame,
        title_rows=tuple(said.get("title_rows", ())),
        notes=tuple(said.get("notes", ())),
        damaged=frozenset((row, head) for row, head in said.get("damaged", ())),
        head_row=said.get("head_row", 0),
    )


def kinds_of(folder: Path) -> list[str]:
    """Return what each sheet that is read is about, in the order of `load_sheets`."""
    about = json.loads((folder / "about.json").read_text("utf-8"))
    return list(about.get("kinds", ()))


def heights(folder: Path) -> list[int]:
    """Return how many rows each sheet of `load_sheets` has."""
    about = json.loads((folder / "about.json").read_text("utf-8"))
    names = [f"raw-{index}" for index in range(about["raw"])]
    names += [f"left-{index}" for index in range(len(about.get("passed_over", [])))]
    files = [folder / f"{name}.parquet" for name in names]
    return [int(pl.scan_parquet(file).select(pl.len()).collect().item()) for file in files]


def load_asked(folder: Path) -> pl.DataFrame | None:
    """Read the rows a person is to answer for, or None when there are none."""
    about = json.loads((folder / "about.json").read_text("utf-8"))
    return pl.read_parquet(folder / "asked.parquet") if about.get("asked") else None


def load_problems(folder: Path) -> pl.DataFrame:
    """Read the problems of a batch."""
    return pl.read_parquet(folder / "problems.parquet")


def raw_row(folder: Path, source: str, row: int) -> dict[str, str]:
    """Return the cells of one handed-over row, head → text as it stood there."""
    for file in sorted(folder.glob("raw-*.parquet")):
        same_row = pl.scan_parquet(file).filter(pl.col("_row") == row).collect()  # few, found fast
        found = same_row.filter(pl.col("_file") + "#" + pl.col("_sheet") == source)
        if found.height:
            cells = found.drop("_file", "_sheet", "_row").row(0, named=True)
            return {head: text for head, text in cells.items() if text is not None}
    return {}
