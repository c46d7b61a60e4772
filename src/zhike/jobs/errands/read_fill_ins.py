"""Say which cells wait to be filled in, by whom, and which nobody was asked for yet."""

from typing import Any

from zhike.jobs.errand import Answer, Errand
from zhike.records.fill_in.lookups import FillTask, fill_progress, tasks_to_fill
from zhike.records.fill_in.missing import lacking_counts
from zhike.records.fill_in.state import fillable
from zhike.records.playbook_version.lookups import active_playbook

SAID = "查看待补充"


def run(errand: Errand) -> Answer:
    """Return `people` (how far each is), `tasks` (what waits) and `free` cells, within the
    asker's rows; rates are shares 0-1, None where nothing was given.
    """
    playbook = active_playbook()
    known = fillable(playbook)
    key = {spec.path: spec for spec in playbook.key_fields if spec.path in known}
    free = lacking_counts(errand.viewer, key)
    tasks = tasks_to_fill(errand.viewer, today=errand.today, mine=False)
    people = fill_progress(errand.viewer, today=errand.today)
    return {
        "people": [
            {
                "person": one.owner, "open": one.open, "overdue": one.overdue, "done": one.done,
                "excused": one.excused, "rate": one.rate,
            }
            for one in people
        ],
        "tasks": [_task(one) for one in tasks],
        "free": [{"field": key[path].label, "path": path, "cells": n}
                 for path, n in free.items() if n],
    }  # fmt: skip


def _task(task: FillTask) -> dict[str, Any]:
    return {
        "giving": task.giving_id, "person": task.owner, "by": task.by,
        "due_on": task.due_on.isoformat(), "why": task.why, "customers": task.customers,
        "open": task.open, "overdue": task.overdue, "done": task.done, "excused": task.excused,
        "fields": [{"field": label, "cells": n} for label, n in task.fields],
    }  # fmt: skip
