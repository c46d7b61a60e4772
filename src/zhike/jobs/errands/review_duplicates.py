"""The groups of customers a person goes through, the most money first."""

from dataclasses import asdict

from zhike.jobs.errand import Answer, Errand
from zhike.records.match.lookups import groups_for

SAID = "整理重复客户"


def run(errand: Errand) -> Answer:
    """Return `groups` as `records.match.found.Group` has them; those put off come last.

    The amount is what all of a group bought in the last 12 months, by the current analysis.
    """
    return {"groups": [asdict(one) for one in groups_for(errand.viewer)]}
