"""How an intake is asked for, and what it answers."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import polars as pl

from zhike.collect.kinds import kind_named
from zhike.collect.mapping import read_map
from zhike.jobs.errand import Answer
from zhike.records.batch.source import stated
from zhike.records.revision.lookups import current_token
from zhike.runs.understanding import Wish
from zhike.words.mending import Mending
from zhike.words.proposal import Proposal


@dataclass(frozen=True, slots=True)
class Asked:
    """How files are to be read: as said on the command line, or chosen on a page.

    `mending` is `Mending.to_json`; of it the command line says keys, writing and owners. `source`
    has any of channel, collector, collected_on (2026-05-01), lawful_source and consent (S0-12).
    """

    kind: str = ""
    mapping: str | Mapping[str, str] = ""
    create_customers: bool = False
    mending: Mapping[str, Any] = field(default_factory=dict)
    source: Mapping[str, str] = field(default_factory=dict)

    def wish(self) -> Wish:
        """Return the same for the intake."""
        said = read_map(self.mapping) if isinstance(self.mapping, str) and self.mapping else None
        columns = said if isinstance(self.mapping, str) else dict(self.mapping)
        kind = kind_named(self.kind) or None
        mending = Mending.from_json(self.mending)
        return Wish(kind, columns or None, self.create_customers, mending, stated(self.source))


def made_with(asked: Asked, *, paths: Sequence[str]) -> dict[str, Any]:
    """Return what a batch remembers of how its proposal was made; ask before making it."""
    wish = asked.wish()
    return asdict(asked) | {
        "paths": [str(path) for path in paths],
        "mapping": dict(wish.columns or {}),
        "mending": wish.mending.to_json(),
        "token": current_token(),
    }


def summary_of(batch_id: int, proposal: Proposal, *, most: int | None = None) -> Answer:
    """Return the shape scripts rely on (DESIGN §7), with at most so many problems."""
    shown = ["file", "sheet", "row", "column", "value", "rule", "message"]
    told = proposal.problems if most is None else proposal.problems.head(most)
    problems: list[dict[str, Any]] = told.select(shown).to_dicts()
    counted = {"batch": batch_id, **proposal.fates, "problem_count": proposal.problems.height}
    return {**counted, "records": _records(proposal), "problems": problems}


def _records(proposal: Proposal) -> dict[str, int]:
    """Return how many records of each noun would be written: a row may make several."""
    moving = pl.col("_fate").is_in(["new", "changed"])
    counts = {part.noun: part.rows.filter(moving).height for part in proposal.parts}
    return {noun: count for noun, count in counts.items() if count}
