"""Say how good what each collector brought is."""

from zhike.jobs.errand import Answer, Errand
from zhike.jobs.errands.measure_quality import counted
from zhike.jobs.errands.refresh import refreshed
from zhike.records.customer.scope import sight_for
from zhike.records.match.lookups import where_compared
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.quality.collectors import came_to_nothing, corrected, doubted, named_collectors
from zhike.runs.collectors import scorecard
from zhike.store.tables import tables_for

SAID = "统计收集人"


def run(errand: Errand) -> Answer:
    """Return a line a collector within the asker's rows, as runs.collectors says them (S0-12).

    Unless `is_compared` nobody looked yet who may be in the book twice.
    """
    playbook, sight = active_playbook(), sight_for(errand.viewer)
    tables = tables_for(sight, refreshed(errand))
    rows = counted(tables, playbook, by=["batch_id", "entered_by"])
    marks = came_to_nothing(errand.viewer)
    marks |= {"doubted": doubted(errand.viewer), "corrected": corrected(errand.viewer)}
    pairs = {(row["batch_id"], row["entered_by"]) for row in rows}
    names = named_collectors(pairs.union(*marks.values()))
    flags = [spec.flag for spec in playbook.key_fields]
    return {
        "scope": sight.said,
        "is_compared": where_compared() is not None,
        "target": playbook.completeness.target,
        "collectors": scorecard(rows, marks, flags=flags, names=names),
    }
