"""Compare customers: what changed since the last time, everything the first time."""

from zhike.jobs.errand import Answer, Errand
from zhike.jobs.matching import SAID as SAID
from zhike.jobs.matching import matched
from zhike.jobs.unattended import merge_proven
from zhike.records.match.lookups import groups_for


def run(errand: Errand) -> Answer:
    """Bring the found pairs up to date; rules that may act alone then merge what they found.

    Returns whether anything was compared, the rounds merged, and how many groups of the asker's
    customers wait for somebody.
    """
    compared = matched(errand)
    rounds = merge_proven(errand) if compared else []
    groups = [one for one in groups_for(errand.viewer) if not one.relation]
    return {"compared": compared, "rounds": rounds, "groups": len(groups)}
