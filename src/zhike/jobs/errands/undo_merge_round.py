"""Take back every merge of a round."""

from zhike.jobs.errand import Answer, Errand
from zhike.records.merge_round.changes import take_round_back

SAID = "撤销按规则合并"


def run(errand: Errand, *, round: int) -> Answer:
    """Undo the merges of a round, the last first; `left` says what had to stay and why."""
    left = take_round_back(errand.viewer, round, at=errand.at)
    return {"round": round, "left": left}
