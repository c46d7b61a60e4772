"""Keep how complete the whole book is today, for the trend."""

from zhike.jobs.errand import Answer, Errand
from zhike.jobs.errands.measure_quality import counted
from zhike.jobs.errands.refresh import refreshed
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.quality.changes import keep_quality
from zhike.store.manifest import Manifest
from zhike.store.tables import tables_for
from zhike.words.viewer import Sight

SAID = "记下今天的完整率"


def run(errand: Errand) -> Answer:
    """Keep the completeness of today by owner and channel; returns how many customers there are."""
    return {"customers": keep_today(errand, refreshed(errand))}


def keep_today(errand: Errand, manifest: Manifest) -> int:
    """Keep the completeness of the whole book as a snapshot says it; nothing of an empty book."""
    playbook = active_playbook()
    tables = tables_for(Sight(errand.viewer), manifest)
    rows = counted(tables, playbook, by=["owner_id", "channel"])
    paths = {spec.flag: spec.path for spec in playbook.key_fields}
    if rows:
        keep_quality(errand.today, rows, paths=paths)
    return sum(row["customers"] for row in rows)
