"""Compare customers: what changed since the last time, everything the first time."""

from zhike.jobs.errand import Answer, Errand
from zhike.jobs.matching import SAID as SAID
from zhike.jobs.matching import matched
from zhike.jobs.unattended import merge_proven
from zhike.records.match.waiting import waiting_for


def run(errand: Errand) -> Answer:
    """Compare; returns whether there was anything to compare, the rounds merged unattended, and
    how many groups of the asker's customers wait for somebody.
    """
    compared, rounds = compare(errand)
    groups = waiting_for(errand.viewer).counted().groups
    return {"compared": compared, "rounds": rounds, "groups": groups}


def compare(errand: Errand) -> tuple[bool, list[int]]:
    """Bring the found pairs up to date, and let rules that may act alone merge what they found.

    Returns whether there was anything to compare, and the rounds merged.
    """
    return matched(errand), merge_proven(errand)
