"""Turn a finding into tasks for the owners of the customers it is about."""

from datetime import timedelta

from django.utils.translation import gettext as _

from zhike.act.tasks import TaskDraft
from zhike.jobs.errand import Answer, Errand
from zhike.records.finding.lookups import finding_of
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.score.lookups import current_run
from zhike.records.task.changes import create_tasks
from zhike.words.problem import Refused

SAID = "从发现建任务"


def run(errand: Errand, *, finding: int) -> Answer:
    """Make a task for each customer of a finding within the asker's rows (S3-30).

    An open task of the same plan stays alone. Refused when the finding asks for no task.
    """
    found = finding_of(errand.viewer, finding)[1]
    if not found.plan or found.refused:
        raise Refused(_("“%(title)s”不下结论，不从它建任务。") % {"title": found.title})
    due = errand.today + timedelta(days=active_playbook().findings.task_days)
    why = f"{found.title}（{found.wording}，{found.n_said}）。{found.suggestion}"
    drafts = [TaskDraft(one, found.plan, why, due, "跟进人") for one in found.customer_ids]
    run_row = current_run()
    made = create_tasks(
        errand.viewer,
        drafts,
        plan=found.plan,
        run_id=run_row.id if run_row else None,
        finding_id=found.id,
        at=errand.at,
    )
    return {
        "plan": found.plan,
        "found": len(drafts),
        "made": len(made),
        "made_at": errand.at.isoformat(),
    }
