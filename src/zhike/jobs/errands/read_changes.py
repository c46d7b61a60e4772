"""What a waiting batch would change of what is kept, field by field."""

from dataclasses import asdict

from zhike.jobs.errand import Answer, Errand
from zhike.records.batch.lookups import proposal_of
from zhike.records.intake.differences import (
    changed_columns,
    changes_in,
    fates_by_noun,
)
from zhike.records.intake.tag_differences import left_out_tags, tag_changes
from zhike.records.playbook_version.lookups import active_playbook

SAID = "逐项对比"
PAGE = 20


def run(errand: Errand, *, batch: int, page: int = 1, size: int = PAGE) -> Answer:
    """Return a page of `records` that would change (noun, id, name, what, place, fields), masked.

    `counts` tells new, changed and same of each noun, `columns` how many records change in each
    field, `total` and `pages` how many there are, `left_out` what sheets of tags leave
    out. Only rows the asker may see are told.
    """
    proposal, playbook = proposal_of(errand.viewer, batch, home=errand.home), active_playbook()
    size = max(1, size)
    start = (max(1, page) - 1) * size
    records, total = changes_in(errand.viewer, proposal, playbook=playbook, start=start, most=size)
    tags = tag_changes(errand.viewer, proposal)
    records += tags[max(0, start - total) : max(0, start + size - total)]
    total += len(tags)
    return {
        "records": [asdict(record) for record in records],
        "counts": fates_by_noun(proposal),
        "columns": changed_columns(proposal, playbook=playbook),
        "left_out": left_out_tags(errand.viewer, proposal),
        "total": total,
        "page": max(1, page),
        "pages": -(-total // size),
    }
