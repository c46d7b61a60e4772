"""Counting what rules read of a batch."""

from pathlib import Path

from zhike.records.batch.readings import uses_of
from zhike.records.cell_rule.models import RuleUse


def count_uses(batch_id: int, *, folder: Path) -> None:
    """Keep how many cells each rule read of a batch that is being accepted; once."""
    RuleUse.objects.filter(batch_id=batch_id).delete()
    RuleUse.objects.bulk_create(
        RuleUse(batch_id=batch_id, rule=rule, version=version, cells=cells)
        for rule, version, cells in uses_of(folder)
    )
