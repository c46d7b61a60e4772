"""Keep what a person said of the sampled groups of a round."""

from collections.abc import Mapping

from zhike.jobs.errand import Answer, Errand
from zhike.records.merge_round.changes import answer_group
from zhike.records.merge_round.lookups import round_for

SAID = "记下抽查结果"


def run(errand: Errand, *, round: int, said: Mapping[int, str]) -> Answer:
    """Return the round's `state` after these answers, and the places that still wait for one.

    Any answer but 是同一家 stops the round.
    """
    for place, word in said.items():
        answer_group(errand.viewer, round, place, word, at=errand.at)
    row = round_for(errand.viewer, round)
    waiting = [place for place in row.sample if place not in row.answers]
    return {"round": round, "state": row.state, "waiting": waiting}
