"""Take a merge back, or only say what that would do."""

from typing import Any

from zhike.jobs.errand import Answer, Errand
from zhike.records.merge.division import Division, division_for
from zhike.records.merge.unmerging import unmerge

SAID = "撤销合并"


def run(
    errand: Errand, *, merge: int, sides: dict[str, int] | None = None, preview: bool = False
) -> Answer:
    """Undo a merge; `left` lists what had to stay and why.

    `sides` gives what came later to one of the customers: `{"orders:12": 7}`, as `lines` of a
    `preview` name it, which writes nothing.
    """
    if preview:
        return _told(division_for(errand.viewer, merge, home=errand.home))
    left = unmerge(errand.viewer, merge, sides=sides, at=errand.at)
    return {"merge": merge, "left": left}


def _told(division: Division) -> Answer:
    lines: list[dict[str, Any]] = [
        {"key": line.key, "said": line.said, "side": line.side, "why": line.why}
        for line in division.lines
    ]
    parties = (division.survivor, *division.sides)
    return {
        "merge": division.merge_id,
        "customers": [{"id": one.id, "number": one.number, "name": one.name} for one in parties],
        "back": division.back,
        "left": list(division.left),
        "lines": lines,
        "more": division.more,
    }
