"""Taking files in as a proposal, against a book that holds earlier proposals."""

from pathlib import Path

import polars as pl

from zhike.playbook.load import load_builtin
from zhike.runs.intake import propose
from zhike.runs.judging import Kept
from zhike.runs.understanding import Wish, read_files
from zhike.words.proposal import Proposal

EXAMPLES = Path(__file__).parent.parent / "examples"
PLAYBOOK = load_builtin("default")
NOBODY = pl.DataFrame(schema={"_identity": pl.String, "_id": pl.Int64, "_mine": pl.Boolean})


def book(*proposals: Proposal, mine: bool = True) -> Kept:
    """Return what the book would hold after these proposals."""

    def known(noun: str, identities: pl.Series) -> pl.DataFrame:
        rows = [p.part(noun).rows for p in proposals if p.part(noun) is not None]
        if not rows:
            return NOBODY
        whole = pl.concat(rows, how="diagonal_relaxed").unique("_identity", maintain_order=True)
        return (
            whole.with_columns(_id=pl.int_range(1, pl.len() + 1), _mine=pl.lit(mine))
            .drop("_file", "_sheet", "_row", "_parent", "_fate", "_known_id")
            .filter(pl.col("_identity").is_in(identities.implode()))
        )

    return Kept(known, owners={"李明": 7})


def take(*names: str | Path, kept: Kept | None = None, wish: Wish | None = None) -> Proposal:
    """Return what an intake of files (by path, or by name in examples) would do."""
    paths = [EXAMPLES / name for name in names]
    columns = wish.columns if wish else None
    sheets = read_files(paths, playbook=PLAYBOOK, columns=columns)
    return propose(sheets, playbook=PLAYBOOK, kept=kept or book(), wish=wish or Wish())


def text(path: Path, *lines: str) -> Path:
    """Write a file of lines and return its path."""
    path.write_text("\n".join(lines), "utf-8")
    return path


def said(proposal: Proposal) -> list[tuple[object, ...]]:
    """Return row, column, value, message and severity of each problem."""
    return proposal.problems.select("row", "column", "value", "message", "severity").rows()


def fields(proposal: Proposal, noun: str, *names: str) -> list[tuple[object, ...]]:
    """Return the values of some fields of a noun's rows."""
    return proposal.part(noun).rows.select(names).rows()
