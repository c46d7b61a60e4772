"""The files beside a batch: every raw cell, the proposed rows and the problems, as Parquet."""

import json
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import polars as pl

from zhike.words.proposal import Part, Proposal


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
    for part in proposal.parts:
        part.rows.write_parquet(folder / f"part-{part.noun}.parquet")
    proposal.problems.write_parquet(folder / "problems.parquet")
    about = {
        "kind": proposal.kind,
        "files": proposal.files,
        "fates": proposal.fates,
        "mapping": proposal.mapping,
        "parts": [[part.noun, part.own] for part in proposal.parts],
        "raw": len(proposal.raw),
    }
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
