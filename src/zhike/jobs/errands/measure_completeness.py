"""Measure how full the key fields are."""

from zhike.clean.completeness import completeness
from zhike.jobs.errand import Answer, Errand
from zhike.records.listing.matching import completeness_rows
from zhike.records.playbook_version.lookups import active_playbook

SAID = "计算完整率"


def run(errand: Errand) -> Answer:
    """Return the rate per field and in all, within the asker's rows (S3-11)."""
    playbook = active_playbook()
    return completeness(
        completeness_rows(errand.viewer),
        playbook.key_fields,
        target=playbook.completeness.target,
    )
