"""Judging a waiting batch once more, from the cells that were handed over."""

from pathlib import Path
from typing import Any

from zhike.jobs.errand import Errand
from zhike.jobs.errands.propose_import import Asked, made_with, propose_sheets
from zhike.records.batch.chest import load_sheets
from zhike.records.batch.lookups import proposed_with
from zhike.records.intake.changes import keep_anew
from zhike.records.playbook_version.lookups import active_playbook
from zhike.runs.understanding import read_files
from zhike.words.proposal import Proposal
from zhike.words.sheet import Sheet


def asked_for(about: dict[str, Any]) -> Asked:
    """Return how a batch's sheets are to be read, as it remembers."""
    return Asked(
        about.get("kind", ""),
        about.get("mapping", ""),
        about.get("create_customers", False),
        about.get("mending") or {},
    )


def judged_again(errand: Errand, batch: int, *, asked: Asked | None = None) -> Proposal:
    """Return a batch's proposal as it is judged now, and keep it in place of the older one.

    `asked` changes how it is read; without it the batch is read as it was.
    """
    about = proposed_with(errand.viewer, batch)
    asked = asked or asked_for(about)
    made = about | made_with(asked, paths=about.get("paths", ()))
    proposal = propose_sheets(errand, _sheets(errand, batch, about), wish=asked.wish())
    errand.tell(1, 2, "保存预览")
    keep_anew(batch, proposal, home=errand.home, about=made)
    return proposal


def _sheets(errand: Errand, batch: int, about: dict[str, Any]) -> list[Sheet]:
    """Return what was handed over; of a batch of an older version the files tell more."""
    folder = errand.home.batch(batch)
    paths = [Path(path) for path in about.get("paths", ())]
    if "mending" not in about and paths and all(path.is_file() for path in paths):
        columns = asked_for(about).wish().columns
        return read_files(paths, playbook=active_playbook(), columns=columns)
    return load_sheets(folder)
