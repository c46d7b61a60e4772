"""Take a merge back."""

from zhike.jobs.errand import Answer, Errand
from zhike.records.merge.unmerging import unmerge

SAID = "撤销合并"


def run(errand: Errand, *, merge: int) -> Answer:
    """Undo a merge; `left` lists what had to stay and why."""
    return {"merge": merge, "left": unmerge(errand.viewer, merge, at=errand.at)}
