"""Turn a plan of the playbook into tasks for the owners."""

from collections.abc import Sequence
from datetime import date

from zhike.act.tasks import TaskDraft
from zhike.jobs.errand import Answer, Errand
from zhike.jobs.errands.refresh import refreshed
from zhike.records.customer.scope import sight_for
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.score.lookups import current_run
from zhike.records.task.changes import create_tasks
from zhike.runs.planning import plan_tasks
from zhike.store.tables import tables_for

SAID = "建立任务"


def run(errand: Errand, *, plan: str, as_of: str = "") -> Answer:
    """Make the plan's tasks for the asker's customers; open ones of the same plan stay alone."""
    drafts = drafts_for(errand, plan=plan, as_of=as_of)
    run_row = current_run()
    made = create_tasks(
        errand.viewer, drafts, plan=plan, run_id=run_row.id if run_row else None, at=errand.at
    )
    return {
        "plan": plan,
        "found": len(drafts),
        "made": len(made),
        "tasks": made,
        "made_at": errand.at.isoformat(),
    }


def drafts_for(errand: Errand, *, plan: str, as_of: str = "") -> Sequence[TaskDraft]:
    """Return what the plan would have done for the asker's customers; nothing is written."""
    day = date.fromisoformat(as_of) if as_of else errand.today
    tables = tables_for(sight_for(errand.viewer), refreshed(errand))
    return plan_tasks(tables, playbook=active_playbook(), plan=plan, as_of=day)
