"""Put the own company in the place of the invented one; safe to begin anew after a kill."""

from django.utils.translation import gettext as _

from zhike.jobs.errand import Answer, Errand
from zhike.records.account.changes import ensure_roles
from zhike.records.company.changes import settle_company
from zhike.records.company.clearing import (
    clear_rows,
    forget_files,
    forget_sessions,
    keep_workbooks,
    rows_left,
)
from zhike.records.company.plan import Plan, drop_plan, hold_leaving, read_plan
from zhike.records.listing.roll import forget_roll
from zhike.records.playbook_version.changes import ensure_playbook
from zhike.words.problem import Refused

SAID = "换成我的公司"
NAME = "leave_demo"


def run(errand: Errand) -> Answer:
    """Leave the demo as planned; returns the company's name and how many people it has."""
    with hold_leaving(errand.home) as mine:
        plan = read_plan(errand.home)
        if not mine or plan is None:
            raise Refused(_("没有要换的公司，或另一个进程正在换。"))
        return _leave(errand, plan)


def _leave(errand: Errand, plan: Plan) -> Answer:
    """Go through the steps; each may be repeated, the last one says that all is done."""
    errand.tell(0, 1, "保存示例的原表")
    keep_workbooks(errand.home)
    clear_rows(progress=errand.tell)
    errand.tell(1, 1, "建立团队和账号")
    ensure_roles()
    settle_company(plan, errand=NAME, at=errand.at)
    ensure_playbook(at=errand.at)
    forget_files(errand.home)
    forget_sessions()
    left = rows_left()
    forget_roll()
    drop_plan(errand.home)
    return {"company": plan.company, "people": len(plan.people), "left": left}
