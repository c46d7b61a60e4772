"""Measure how full the key fields are, or what a collecting goal needs."""

from zhike.clean.completeness import rates_of
from zhike.jobs.errand import Answer, Errand
from zhike.records.catalogue.filled import counted_of, items_of, since_of
from zhike.records.playbook_version.lookups import active_playbook

SAID = "计算完整率"


def run(errand: Errand, *, goal: str = "") -> Answer:
    """Return the rate per field and in all, within the asker's rows (S3-11).

    With a `goal` of the playbook the rate is that of its items, and only records of its window
    before today count (S1-02, S1-03); the answer then has `goal`, `purpose` and `months` too.
    """
    playbook = active_playbook()
    target = playbook.completeness.target
    if not goal:
        key = [(spec.label, (spec,)) for spec in playbook.key_fields]
        customers, counts = counted_of(errand.viewer, key)
        targets = playbook.key_targets
        return rates_of(counts, cells=customers, target=target, targets=targets)
    wanted = playbook.goal(goal)
    since = since_of(wanted, as_of=errand.today)
    customers, counts = counted_of(errand.viewer, items_of(wanted, playbook), since=since)
    target = wanted.target or target
    told = {"goal": wanted.name, "purpose": wanted.purpose, "said": wanted.said}
    return {**told, "months": wanted.months, **rates_of(counts, cells=customers, target=target)}
