"""Learn from the own customers, without labels, how strongly each agreement speaks."""

from zhike.clean.matching.estimate import estimate
from zhike.clean.matching.forms import comparable
from zhike.clean.matching.weights import Weights, weights_json
from zhike.jobs.errand import Answer, Errand
from zhike.jobs.matching import matched
from zhike.jobs.patience import patiently
from zhike.records.identities import identities
from zhike.records.match.lookups import sure_groups
from zhike.records.match.weights import insist_enough, keep_weights
from zhike.records.rights import insist

SAID = "按本公司数据学习查重权重"
EACH, MOST = 100, 1_000_000  # pairs drawn at random: for each customer, and at most


def run(errand: Errand) -> Answer:
    """Learn weights, keep them as a version, judge everybody by them; returns what it changed.

    Refused below 2,000 customers: too few pairs to learn from. The same book gives the same
    weights.
    """
    insist(errand.viewer, "settings", SAID)
    matched(errand)
    before = len(sure_groups(errand.viewer))
    people = identities()
    insist_enough(people.height)

    def learn() -> Weights:
        return estimate(comparable(people), sample=min(MOST, EACH * people.height))

    weights = patiently(errand, learn, SAID)
    version = keep_weights(
        errand.viewer, weights_json(weights), customers=people.height, at=errand.at
    )
    matched(errand)
    after = len(sure_groups(errand.viewer))
    return {"version": version, "customers": people.height, "groups": [before, after]}
